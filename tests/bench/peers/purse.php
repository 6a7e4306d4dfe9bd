<?php
// The two reads of GET /api/till/purse as PHP-FPM does them best: one connection kept
// a child, a text query each (a prepared one would cost a second round trip, since
// PHP forgets it with the request).  No token, no rights, no log.
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
$db = new mysqli('p:localhost', getenv('BENCH_USER'), getenv('BENCH_PASSWORD'), 'madoguchi', 0,
	getenv('BENCH_SOCKET'));
$given = function (string $sql, array $values): string {
	$filled = '';
	foreach (explode('?', $sql) as $i => $part) {
		$filled .= $part . ($values[$i] ?? '');
	}
	return $filled;
};
[$session_sql, $purse_sql] = require getenv('BENCH_STATEMENTS');
$now = gmdate('Y-m-d H:i:s');
if (preg_match('/^[0-9A-F]+$/', $_SERVER['HTTP_X_SID']) !== 1) {
	exit;
}
$today = gmdate('Y-m-d', time() + 9 * 3600);
$session = $db->query($given($session_sql, ['0x' . $_SERVER['HTTP_X_SID'], "'$now'",
	"'$now'", 1]))->fetch_assoc();
$lots = $db->query($given($purse_sql, ["'$today'", "'$today'", (int)$session['person_id'],
	"'$today'"]))->fetch_all(MYSQLI_ASSOC);
$balance_yen = 0;
foreach ($lots as $lot) {
	$balance_yen += $lot['is_usable'] ? (int)$lot['left_yen'] : 0;
}
$body = json_encode(['balance_yen' => $balance_yen, 'lots' => $lots], JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR);
header('Content-Type: application/json');
header('Content-Length: ' . strlen($body));
echo $body;

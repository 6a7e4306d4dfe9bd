import { useHas, guarded } from "../desk.tsx";
import { go } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { Page } from "../../../ui/index.ts";
import { Finder, LoggedNotice } from "../finder.tsx";
import { purpose_wanted } from "../looking.ts";

export default guarded("people.find", function People() {
	const looks = useHas("people.look");
	return <Page title={t("staff.nav_people")} lead={<p>{t("staff.people_lead")}</p>}>
		<LoggedNotice />
		<Finder act={looks ? t("staff.look_person") : t("staff.person_no_show")} on_person={(person, purpose) => {
			purpose_wanted.set(purpose);
			go(`/staff/people/${person.person_id}`);
		}} />
	</Page>;
});

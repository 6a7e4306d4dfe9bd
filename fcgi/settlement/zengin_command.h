#ifndef SETTLEMENT_ZENGIN_COMMAND_H
#define SETTLEMENT_ZENGIN_COMMAND_H

#include <stdio.h>

/*
 * madoctl zengin WORDS, without an installation and without a database:
 *     check FILE [YEAR]      what is in a file of a bank (21, 01, 03) and what is wrong
 *     name TEXT [bank|edi]   a name as the bank gets it, and what was changed
 *     account SYMBOL NUMBER  ゆうちょ 記号 and 番号 as branch, kind and account number
 *     fields                 the tables of docs/bank.md
 * The exit status: 0 fine, 1 wrong, 2 not understood.
 */
int zengin_command(int count, char **words);
void zengin_help(FILE *);

#endif

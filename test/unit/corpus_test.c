/*
 * corpus_test.c
 *		Replays what the ledger's fuzzer has found worth keeping.
 */
#include "../fuzz/guided/ledger.c"
#include "tap.h"

/* as the compiler was told this file's name, which is a full path */
#define HERE	  "unit/corpus_test.c"
#define FILE_NAME "fuzz/corpus/ledger.hex"

static FILE *
open_corpus(void)
{
	char name[MAXPGPATH];
	size_t length = strlen(__FILE__) - strlen(HERE);

	if (strcmp(__FILE__ + length, HERE) != 0)
		return NULL;
	snprintf(name, sizeof(name), "%.*s%s", (int) length, __FILE__, FILE_NAME);
	return fopen(name, "r");
}

int
main(void)
{
	FILE *corpus = open_corpus();
	static char line[10000];
	static uint8 input[sizeof(line) / 2];
	int inputs = 0;

	check(corpus != NULL, "the corpus is there");
	while (corpus && fgets(line, sizeof(line), corpus))
	{
		size_t size = 0;
		unsigned int byte;

		while (sscanf(line + 2 * size, "%2x", &byte) == 1)
			input[size++] = (uint8) byte;
		/* what is wrong ends the program */
		LLVMFuzzerTestOneInput(input, size);
		inputs++;
	}
	check(inputs > 50, "its inputs leave ledgers that agree with their models");
	if (corpus)
		fclose(corpus);
	return tap_done();
}

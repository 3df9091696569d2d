/*-------------------------------------------------------------------------
 *
 * nzbn.c
 *		Chapter "nzbn": New Zealand Business Numbers.
 *
 * An NZBN is a GS1 Global Location Number: 12 digits and a check digit.  It
 * is an int64, and core's functions compare it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/compat.h"

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "parser/scansup.h"

#define NZBN_DIGITS 13
#define NZBN_LIMIT	INT64CONST(10000000000000) /* 10^13 */

/* The identifier scheme's prefix in org-id.guide's list of registers */
#define NZBN_PREFIX "NZ-NZBN-"

/*
 * The check digit that belongs to a number of 13 digits: with weights 1 and 3
 * in turn from the left, all digits add up to a multiple of 10 (GS1 General
 * Specifications, section 7.9).
 */
static int
check_digit(int64 number)
{
	int sum = 0;

	number /= 10;
	for (int i = NZBN_DIGITS - 1; i > 0; i--, number /= 10)
		sum += (int) (number % 10) * (i % 2 == 0 ? 3 : 1);
	return (10 - sum % 10) % 10;
}

SQL_FUNCTION(commissioning_nzbn_in);

/* 13 digits, with spaces between them and NZ-NZBN- before them if need be */
Datum
commissioning_nzbn_in(PG_FUNCTION_ARGS)
{
	char *string = PG_GETARG_CSTRING(0);
	const char *at = string;
	int64 number = 0;
	int digits = 0;

	while (scanner_isspace(*at))
		at++;
	if (pg_strncasecmp(at, NZBN_PREFIX, strlen(NZBN_PREFIX)) == 0)
		at += strlen(NZBN_PREFIX);
	for (; *at; at++)
	{
		if (scanner_isspace(*at))
			continue;
		if (*at < '0' || *at > '9' || ++digits > NZBN_DIGITS)
			break;
		number = number * 10 + (*at - '0');
	}
	if (*at || digits != NZBN_DIGITS)
	{
		errsave(
			fcinfo->context,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type nzbn: \"%s\"", string),
			 errhint(
				 "An NZBN has 13 digits, as in \"9429046393920\" or \"NZ-NZBN-9429046393920\".")));
		PG_RETURN_NULL();
	}
	if (number % 10 != check_digit(number))
	{
		errsave(fcinfo->context,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid check digit in NZBN \"%s\"", string),
				 errdetail("The last digit is %d where %d is expected.",
						   (int) (number % 10), check_digit(number)),
				 errhint("One of the digits is wrong, or two are swapped.")));
		PG_RETURN_NULL();
	}
	PG_RETURN_INT64(number);
}

SQL_FUNCTION(commissioning_nzbn_out);

Datum
commissioning_nzbn_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(psprintf("%013lld", (long long) PG_GETARG_INT64(0)));
}

/* What is wrong with a number as an NZBN; NULL if nothing */
static const char *
fault(int64 number)
{
	if (number < 0 || number >= NZBN_LIMIT)
		return "An NZBN has 13 digits.";
	if (number % 10 != check_digit(number))
		return psprintf("The last digit is %d where %d is expected.",
						(int) (number % 10), check_digit(number));
	return NULL;
}

SQL_FUNCTION(commissioning_nzbn_recv);

Datum
commissioning_nzbn_recv(PG_FUNCTION_ARGS)
{
	StringInfo buffer = (StringInfo) PG_GETARG_POINTER(0);
	int64 number = pq_getmsgint64(buffer);
	const char *problem = fault(number);

	if (problem)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of type nzbn"),
				 errdetail_internal("%s", problem)));
	PG_RETURN_INT64(number);
}

SQL_FUNCTION(commissioning_nzbn_send);

Datum
commissioning_nzbn_send(PG_FUNCTION_ARGS)
{
	StringInfoData buffer;

	pq_begintypsend(&buffer);
	pq_sendint64(&buffer, PG_GETARG_INT64(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

SQL_FUNCTION(commissioning_nzbn_from_bigint);

Datum
commissioning_nzbn_from_bigint(PG_FUNCTION_ARGS)
{
	int64 number = PG_GETARG_INT64(0);
	const char *problem = fault(number);

	if (problem)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg(INT64_FORMAT " is not an NZBN", number),
				 errdetail_internal("%s", problem)));
	PG_RETURN_INT64(number);
}

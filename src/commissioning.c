/*-------------------------------------------------------------------------
 *
 * commissioning.c
 *		The module's identity, and what is done when it is loaded.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/burden.h"
#include "chapter/concentration.h"
#include "chapter/overlap.h"
#include "chapter/schedule.h"
#include "chapter/term_summary.h"
#include "pg/compat.h"

#ifdef PG_MODULE_MAGIC_EXT
PG_MODULE_MAGIC_EXT(.name = "commissioning", .version = "1.0");
#else
PG_MODULE_MAGIC;
#endif

extern PGDLLEXPORT void _PG_init(void);

void
_PG_init(void)
{
	summary_figures_register(SUMMARY_TERM, &term_figures);
	summary_figures_register(SUMMARY_CONCENTRATION, &concentration_figures);
	summary_figures_register(SUMMARY_OVERLAP, &overlap_figures);
	summary_figures_register(SUMMARY_BURDEN, &burden_figures);
	summary_figures_register(SUMMARY_SCHEDULE, &schedule_figures);
}

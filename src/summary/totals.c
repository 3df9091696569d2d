/*-------------------------------------------------------------------------
 *
 * totals.c
 *		Whether the totals of a summary are those of its entries.
 *
 * Below each agency are totals by frequency and, beside them, providers.  Both
 * stand for the same rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/huge.h"
#include "summary/keys.h"
#include "summary/kinds.h"
#include "summary/totals.h"
#include "summary/view.h"

#include "miscadmin.h"

/* An agency, by its totals and by its providers */
typedef struct Account
{
	LedgerFigures totals;
	LedgerFigures providers;
	uint32 first; /* where its frequencies, in order, are among all ... */
	uint32 end;	  /* ... [first, end) */
} Account;

/* All agencies of a summary */
typedef struct Accounts
{
	Account *account;
	uint32 count;
	int64 *frequencies;
	Amount gross;			/* of the totals' sums, without signs */
	bool frequencies_agree; /* is each highest among its agency's totals? */
} Accounts;

/* Give each agency its place among the frequencies, which is empty yet. */
static void
place_frequencies(Account *accounts, uint32 naccounts)
{
	uint32 before = 0;

	for (uint32 i = 0; i < naccounts; i++)
	{
		uint32 number = accounts[i].end;

		accounts[i].first = accounts[i].end = before;
		before += number;
	}
}

/* Add up the totals, which are sorted by frequency. */
static void
add_totals(const SummaryView *view, Account *accounts, int64 *frequencies)
{
	uint32 first = summary_level_end(view, 0);
	uint32 end = summary_level_end(view, 1);

	for (uint32 i = first; i < end; i++)
		accounts[summary_parent(view, i)].end++;
	place_frequencies(accounts, first);
	for (uint32 i = first; i < end; i++)
	{
		Account *account = &accounts[summary_parent(view, i)];
		LedgerFigures total;

		CHECK_FOR_INTERRUPTS();
		total.rows = summary_rows(view, i);
		total.sum = summary_sum(view, i);
		total.peak = summary_key_number(view, i);
		total.tally = amount_from_product(total.rows, total.peak);
		account->totals = ledger_figures_add(account->totals, &total);
		frequencies[account->end++] = total.peak;
	}
}

static bool
has_frequency(const Account *account, const int64 *frequencies, int64 frequency)
{
	uint32 low = account->first;
	uint32 high = account->end;

	while (low < high)
	{
		uint32 middle = low + (high - low) / 2;

		if (frequencies[middle] < frequency)
			low = middle + 1;
		else
			high = middle;
	}
	return low < account->end && frequencies[low] == frequency;
}

/* Add up the providers; false if one's highest frequency is none of its agency. */
static bool
add_providers(const SummaryView *view, Account *accounts,
			  const int64 *frequencies)
{
	bool agree = true;

	for (uint32 i = summary_level_end(view, 1); i < view->nentries; i++)
	{
		Account *account = &accounts[summary_parent(view, i)];
		LedgerFigures figures = ledger_entry_figures(summary_entry(view, i),
													 view->shape);

		CHECK_FOR_INTERRUPTS();
		agree = agree && has_frequency(account, frequencies, figures.peak);
		account->providers = ledger_figures_add(account->providers, &figures);
	}
	return agree;
}

static const char *
account_fault(const Account *account)
{
	const LedgerFigures *totals = &account->totals;
	const LedgerFigures *providers = &account->providers;

	if (totals->rows == 0)
		return "An agency has no totals.";
	if (providers->rows == 0)
		return "An agency has no providers.";
	if (totals->rows != providers->rows)
		return "The rows of an agency's totals are not those of its providers.";
	if (amount_compare(totals->sum, providers->sum) != 0)
		return "The value of an agency's totals is not that of its providers.";
	if (amount_compare(totals->tally, providers->tally) != 0)
		return "The reports a year of an agency's totals are not those of its providers.";
	if (totals->peak != providers->peak)
		return "The highest frequency of an agency's totals is not that of its providers.";
	return NULL;
}

/* Add up what each agency has. */
static void
open_accounts(const SummaryView *view, Accounts *accounts)
{
	uint32 count = summary_level_end(view, 0);
	uint32 end = summary_level_end(view, 1);

	accounts->count = count;
	accounts->account = huge_alloc((count + (Size) 1) * sizeof(Account));
	memset(accounts->account, 0, count * sizeof(Account));
	accounts->frequencies = huge_alloc((end + (Size) 1) * sizeof(int64));
	accounts->gross = AMOUNT_ZERO;
	for (uint32 i = count; i < end; i++)
		accounts->gross = amount_add(accounts->gross,
									 amount_abs(summary_sum(view, i)));
	add_totals(view, accounts->account, accounts->frequencies);
	accounts->frequencies_agree = add_providers(view, accounts->account,
												accounts->frequencies);
}

static void
close_accounts(Accounts *accounts)
{
	pfree(accounts->account);
	pfree(accounts->frequencies);
}

/* What keeps a summary from being whole, or NULL */
static const char *
whole_fault(const Summary *summary, const Accounts *accounts)
{
	const char *fault = NULL;

	if (amount_compare(accounts->gross, summary->measured_value) > 0)
		return "The values of the totals exceed the measured value.";
	for (uint32 i = 0; i < accounts->count && fault == NULL; i++)
		fault = account_fault(&accounts->account[i]);
	if (fault == NULL && !accounts->frequencies_agree)
		fault = "A highest frequency is not among the totals of its agency.";
	return fault;
}

const char *
summary_totals_fault(const Summary *summary, bool part)
{
	SummaryView view;
	Accounts accounts;
	const char *fault;

	summary_view(summary, &view);
	open_accounts(&view, &accounts);
	fault = whole_fault(summary, &accounts);
	if (part)
	{
		fault = fault ? NULL
					  : "It is no part: its totals are those of its providers.";
		for (uint32 i = 0; i < accounts.count && fault == NULL; i++)
		{
			if (accounts.account[i].totals.rows == 0 &&
				accounts.account[i].providers.rows == 0)
				fault = "An agency has neither totals nor providers.";
		}
	}
	close_accounts(&accounts);
	return fault;
}

bool
summary_is_part(const Summary *summary)
{
	return summary_kind_info(summary->kind)->totals &&
		summary_totals_fault(summary, false) != NULL;
}

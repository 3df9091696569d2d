/*-------------------------------------------------------------------------
 *
 * reading_currency.c
 *		Chapter "reading": codes and symbols of currencies.
 *
 *-------------------------------------------------------------------------
 */
#include "chapter/reading.h"

#include "pg/cell.h"

/*
 * The codes of ISO 4217 in order: today's, and those that were withdrawn since
 * 1999, which older contracts have.  Not what is no money: metals, tests and
 * XXX, "no currency".
 */
static const char codes[][4] = {
	"AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "ATS", "AUD", "AWG",
	"AZM", "AZN", "BAM", "BBD", "BDT", "BEF", "BGN", "BHD", "BIF", "BMD",
	"BND", "BOB", "BOV", "BRL", "BSD", "BTN", "BWP", "BYN", "BYR", "BZD",
	"CAD", "CDF", "CHE", "CHF", "CHW", "CLF", "CLP", "CNY", "COP", "COU",
	"CRC", "CSD", "CUC", "CUP", "CVE", "CYP", "CZK", "DEM", "DJF", "DKK",
	"DOP", "DZD", "EEK", "EGP", "ERN", "ESP", "ETB", "EUR", "FIM", "FJD",
	"FKP", "FRF", "GBP", "GEL", "GHC", "GHS", "GIP", "GMD", "GNF", "GRD",
	"GTQ", "GYD", "HKD", "HNL", "HRK", "HTG", "HUF", "IDR", "IEP", "ILS",
	"INR", "IQD", "IRR", "ISK", "ITL", "JMD", "JOD", "JPY", "KES", "KGS",
	"KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR",
	"LRD", "LSL", "LTL", "LUF", "LVL", "LYD", "MAD", "MDL", "MGA", "MKD",
	"MMK", "MNT", "MOP", "MRO", "MRU", "MTL", "MUR", "MVR", "MWK", "MXN",
	"MXV", "MYR", "MZM", "MZN", "NAD", "NGN", "NIO", "NLG", "NOK", "NPR",
	"NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PTE", "PYG",
	"QAR", "ROL", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDD",
	"SDG", "SEK", "SGD", "SHP", "SIT", "SKK", "SLE", "SLL", "SOS", "SRD",
	"SSP", "STD", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMM", "TMT",
	"TND", "TOP", "TRL", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD",
	"USN", "UYI", "UYU", "UYW", "UZS", "VEB", "VED", "VEF", "VES", "VND",
	"VUV", "WST", "XAF", "XCD", "XCG", "XDR", "XOF", "XPF", "XSU", "XUA",
	"YER", "ZAR", "ZMK", "ZMW", "ZWD", "ZWG", "ZWL",
};

/* The codes that a symbol alone may stand for, of those that often stand beside it */
static const struct
{
	const char *symbol;
	const char *codes;
} together[] = {
	{"$",
	 "ARS AUD BBD BMD BND BSD BZD CAD CLP COP CVE DOP FJD GYD HKD JMD KYD LRD"
	 " MOP MXN NAD NIO NZD SBD SGD SRD TOP TTD TWD USD UYU VUV WST XCD"},
	{"\xC2\xA3", "EGP FKP GBP GIP LBP SDG SHP SSP SYP"}, /* pound */
	{"\xC2\xA5", "CNY JPY"},							 /* yen, yuan */
	{"\xE2\x82\xAC", "EUR"},							 /* euro */
};

/* Are three letters a code?  "letters" need not end there. */
bool
reading_is_currency_code(const char *letters)
{
	int low = 0;
	int high = lengthof(codes);

	while (low < high)
	{
		int middle = (low + high) / 2;
		int order = strncmp(letters, codes[middle], 3);

		if (order == 0)
			return true;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

/*
 * A symbol of a currency.  Those of hundredths and thousandths, such as the
 * cent's, are none: 50 of them are not 50 of the currency.
 */
bool
reading_is_currency_symbol(uint32 symbol)
{
	switch (symbol)
	{
		case '$':
		case 0x00A3: /* pound */
		case 0x00A5: /* yen, yuan */
		case 0x058F: /* dram */
		case 0x09F3: /* taka */
		case 0x0E3F: /* baht */
		case 0x17DB: /* riel */
			return true;
		case 0x20A5: /* mill */
			return false;
		default:
			return symbol >= 0x20A0 && symbol <= 0x20C0;
	}
}

/*
 * Do a symbol, with the letters before it, and a code name one currency?  The
 * letters must begin the code, as in NZ$ and NZD.
 */
bool
reading_currencies_agree(const char *symbol, int length, const char *code)
{
	for (int i = 0; i < lengthof(together); i++)
	{
		int size = (int) strlen(together[i].symbol);
		int letters = length - size;

		if (letters < 0 ||
			memcmp(symbol + letters, together[i].symbol, size) != 0)
			continue;
		if (strncmp(symbol, code, letters) != 0)
			return false;
		for (const char *at = together[i].codes;; at += 4)
		{
			if (strncmp(at, code, 3) == 0)
				return true;
			if (at[3] == '\0')
				return false;
		}
	}
	return false;
}

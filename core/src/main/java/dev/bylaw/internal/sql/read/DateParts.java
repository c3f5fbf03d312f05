package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.token.Dialect;
import java.util.List;
import java.util.Set;

/** The bare words that name a part of a date, and the functions that take them. */
final class DateParts {
    private static final Set<String> PARTS = Set.of(
            "millennium",
            "millenniums",
            "century",
            "centuries",
            "decade",
            "decades",
            "year",
            "years",
            "y",
            "yy",
            "yyy",
            "yyyy",
            "yr",
            "yrs",
            "isoyear",
            "iso_year",
            "quarter",
            "quarters",
            "q",
            "qq",
            "qtr",
            "qtrs",
            "month",
            "months",
            "mm",
            "mon",
            "mons",
            "week",
            "weeks",
            "w",
            "wk",
            "ww",
            "isoweek",
            "iso_week",
            "iso_wk",
            "isowk",
            "weekiso",
            "week_iso",
            "week_of_year",
            "weekofyear",
            "woy",
            "wy",
            "yearofweek",
            "yearofweekiso",
            "year_of_week",
            "yow",
            "day",
            "days",
            "d",
            "dd",
            "dayofmonth",
            "day_of_month",
            "dayofweek",
            "day_of_week",
            "dayofweekiso",
            "dayofweek_iso",
            "dow",
            "weekday",
            "dw",
            "isodow",
            "dayofyear",
            "day_of_year",
            "doy",
            "yearday",
            "dy",
            "hour",
            "hours",
            "h",
            "hh",
            "hr",
            "hrs",
            "minute",
            "minutes",
            "m",
            "mi",
            "min",
            "mins",
            "n",
            "second",
            "seconds",
            "s",
            "ss",
            "sec",
            "secs",
            "millisecond",
            "milliseconds",
            "ms",
            "msec",
            "microsecond",
            "microseconds",
            "us",
            "usec",
            "mcs",
            "nanosecond",
            "nanoseconds",
            "ns",
            "nsec",
            "nanosec",
            "epoch",
            "epoch_second",
            "epoch_seconds",
            "epoch_millisecond",
            "epoch_milliseconds",
            "epoch_microsecond",
            "epoch_nanosecond",
            "timezone",
            "timezone_hour",
            "timezone_minute",
            "tzh",
            "tzm",
            "timezone_h",
            "timezone_m",
            "date",
            "time",
            "julian",
            "julian_day",
            "era",
            "weeks_iso",
            "yearmonth");

    /** Functions of three or four arguments whose first is a date part, in BigQuery the last. */
    private static final Set<String> ARITHMETIC = Set.of(
            "dateadd",
            "date_add",
            "date_sub",
            "datediff",
            "date_diff",
            "datediff_big",
            "timestampadd",
            "timestampdiff",
            "timestamp_add",
            "timestamp_diff",
            "datetime_diff",
            "timeadd",
            "timediff",
            "time_diff",
            "date_bucket");

    /** Functions of two or more arguments of which one is a date part: the first, in BigQuery the second. */
    private static final Set<String> TRUNCATION = Set.of(
            "date_trunc",
            "datetrunc",
            "datetime_trunc",
            "timestamp_trunc",
            "time_trunc",
            "date_part",
            "datepart",
            "datename",
            "pgdate_part");

    /** Functions whose second argument may be a date part. */
    private static final Set<String> SECOND = Set.of("last_day", "trunc", "round", "next_day", "previous_day");

    /** Parts that are hardly ever the name of a number. */
    private static final Set<String> PLAIN =
            Set.of("year", "isoyear", "quarter", "month", "week", "isoweek", "day", "hour", "minute", "second");

    /** Stands for an argument that is a literal. */
    static final String LITERAL = "'";

    private DateParts() {}

    /** {@return whether the word, in lower case, names a part of a date} */
    static boolean isPart(String word) {
        return PARTS.contains(word);
    }

    /**
     * Which argument of a function is a bare date part and no column.
     *
     * @param function its name, lower case
     * @param words for each argument the word it consists of, lower case; {@link #LITERAL} for a literal; empty where
     *     it is anything else
     * @param dialect the dialect
     * @return the index of the argument; -1 where none is
     */
    static int partArgument(String function, List<String> words, Dialect dialect) {
        int last = words.size() - 1;
        if (ARITHMETIC.contains(function) && last >= 2) {
            return firstPart(words, dialect == Dialect.BIGQUERY ? last : 0, dialect == Dialect.BIGQUERY ? 0 : last);
        }
        if (TRUNCATION.contains(function) && last >= 1) {
            return firstPart(words, dialect == Dialect.BIGQUERY ? 1 : 0, dialect == Dialect.BIGQUERY ? 0 : 1);
        }
        if (SECOND.contains(function) && last == 1 && PLAIN.contains(words.get(1))) {
            return 1;
        }
        return -1;
    }

    private static int firstPart(List<String> words, int preferred, int other) {
        if (isPart(words.get(preferred))) {
            return preferred;
        }
        return isPart(words.get(other)) && !words.get(preferred).equals(LITERAL) ? other : -1;
    }
}

package dev.bylaw.rego.internal.time;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The layouts that have a name in Go, and the names of months and days. */
public final class Layouts {
    /** The default layout of times. */
    public static final String RFC3339_NANO = "2006-01-02T15:04:05.999999999Z07:00";

    /** The layout of {@code time.parse_rfc3339_ns}. */
    public static final String RFC3339 = "2006-01-02T15:04:05Z07:00";

    static final List<String> MONTHS = months();
    static final List<String> WEEKDAYS = weekdays();

    private static final Map<String, String> NAMED = named();

    private Layouts() {}

    /** The layout that a text means: the one of this name, or the text itself. */
    public static String of(String nameOrLayout) {
        return NAMED.getOrDefault(nameOrLayout, nameOrLayout);
    }

    private static Map<String, String> named() {
        Map<String, String> named = new HashMap<>();
        named.put("ANSIC", "Mon Jan _2 15:04:05 2006");
        named.put("UnixDate", "Mon Jan _2 15:04:05 MST 2006");
        named.put("RubyDate", "Mon Jan 02 15:04:05 -0700 2006");
        named.put("RFC822", "02 Jan 06 15:04 MST");
        named.put("RFC822Z", "02 Jan 06 15:04 -0700");
        named.put("RFC850", "Monday, 02-Jan-06 15:04:05 MST");
        named.put("RFC1123", "Mon, 02 Jan 2006 15:04:05 MST");
        named.put("RFC1123Z", "Mon, 02 Jan 2006 15:04:05 -0700");
        named.put("RFC3339", RFC3339);
        named.put("RFC3339Nano", RFC3339_NANO);
        return Collections.unmodifiableMap(named);
    }

    private static List<String> months() {
        List<String> names = new ArrayList<>();
        for (Month month : Month.values()) {
            names.add(month.getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        }
        return Collections.unmodifiableList(names);
    }

    /** From Monday on. */
    private static List<String> weekdays() {
        List<String> names = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            names.add(day.getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        }
        return Collections.unmodifiableList(names);
    }
}

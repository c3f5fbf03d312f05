package dev.bylaw.rego.internal.time;

/** What a layout of Go can hold: parts of its reference time, {@code Mon Jan 2 15:04:05 MST 2006}. */
enum LayoutElement {
    LONG_MONTH("January"),
    MONTH("Jan"),
    NUMBER_MONTH("1"),
    ZERO_MONTH("01"),
    LONG_WEEKDAY("Monday"),
    WEEKDAY("Mon"),
    DAY("2"),
    UNDER_DAY("_2"),
    ZERO_DAY("02"),
    UNDER_YEAR_DAY("__2"),
    ZERO_YEAR_DAY("002"),
    HOUR("15"),
    HOUR12("3"),
    ZERO_HOUR12("03"),
    MINUTE("4"),
    ZERO_MINUTE("04"),
    SECOND("5"),
    ZERO_SECOND("05"),
    LONG_YEAR("2006"),
    YEAR("06"),
    UPPER_PM("PM"),
    LOWER_PM("pm"),
    ZONE_NAME("MST"),
    ZONE_HOURS_MINUTES_SECONDS("-070000", false, false, 3),
    ZONE_COLON_SECONDS("-07:00:00", false, true, 3),
    ZONE_HOURS_MINUTES("-0700", false, false, 2),
    ZONE_COLON("-07:00", false, true, 2),
    ZONE_HOURS("-07", false, false, 1),
    ISO_HOURS_MINUTES_SECONDS("Z070000", true, false, 3),
    ISO_COLON_SECONDS("Z07:00:00", true, true, 3),
    ISO_HOURS_MINUTES("Z0700", true, false, 2),
    ISO_COLON("Z07:00", true, true, 2),
    ISO_HOURS("Z07", true, false, 1),
    /** A fraction of a second with as many digits as there are zeros. */
    FRACTION_FIXED(""),
    /** A fraction of a second without the zeros at its end. */
    FRACTION_TRIMMED("");

    /** The offsets, those first that others begin with. */
    private static final LayoutElement[] ZONES = {
        ZONE_HOURS_MINUTES_SECONDS,
        ZONE_COLON_SECONDS,
        ZONE_HOURS_MINUTES,
        ZONE_COLON,
        ZONE_HOURS,
        ISO_HOURS_MINUTES_SECONDS,
        ISO_COLON_SECONDS,
        ISO_HOURS_MINUTES,
        ISO_COLON,
        ISO_HOURS
    };

    private final String text;
    private final boolean iso;
    private final boolean colon;
    private final int zoneParts;

    LayoutElement(String text) {
        this(text, false, false, 0);
    }

    LayoutElement(String text, boolean iso, boolean colon, int zoneParts) {
        this.text = text;
        this.iso = iso;
        this.colon = colon;
        this.zoneParts = zoneParts;
    }

    /** {@return whether this is an offset for which Z stands for zero} */
    boolean isIso() {
        return iso;
    }

    /** {@return whether the parts of an offset are separated by colons} */
    boolean hasColon() {
        return colon;
    }

    /** {@return how many of hours, minutes and seconds an offset has; 0 if this is no offset} */
    int zoneParts() {
        return zoneParts;
    }

    /**
     * An element with its place in a layout.
     *
     * @param element what it is; null behind the last one
     * @param start where it begins
     * @param end where the text behind it begins
     * @param isComma whether it is a fraction behind a comma
     */
    record Chunk(LayoutElement element, int start, int end, boolean isComma) {
        private Chunk(LayoutElement element, int start, int end) {
            this(element, start, end, false);
        }

        /** {@return how many digits a fraction has} */
        int fractionDigits() {
            return end - start - 1;
        }
    }

    /** The first element at or behind an index. */
    static Chunk next(String layout, int from) {
        for (int i = from; i < layout.length(); i++) {
            Chunk chunk = at(layout, i);
            if (chunk != null) {
                return chunk;
            }
        }
        return new Chunk(null, layout.length(), layout.length());
    }

    /** The element that begins here, or null. */
    private static Chunk at(String layout, int i) {
        LayoutElement element =
                switch (layout.charAt(i)) {
                    case 'J' -> word(layout, i, LONG_MONTH, MONTH);
                    case 'M' ->
                        layout.startsWith(ZONE_NAME.text, i) ? ZONE_NAME : word(layout, i, LONG_WEEKDAY, WEEKDAY);
                    case '0' -> zero(layout, i);
                    case '1' -> layout.startsWith(HOUR.text, i) ? HOUR : NUMBER_MONTH;
                    case '2' -> layout.startsWith(LONG_YEAR.text, i) ? LONG_YEAR : DAY;
                    case '_' -> {
                        if (layout.startsWith(LONG_YEAR.text, i + 1)) {
                            yield null;
                        }
                        yield layout.startsWith(UNDER_DAY.text, i)
                                ? UNDER_DAY
                                : layout.startsWith(UNDER_YEAR_DAY.text, i) ? UNDER_YEAR_DAY : null;
                    }
                    case '3' -> HOUR12;
                    case '4' -> MINUTE;
                    case '5' -> SECOND;
                    case 'P' -> layout.startsWith(UPPER_PM.text, i) ? UPPER_PM : null;
                    case 'p' -> layout.startsWith(LOWER_PM.text, i) ? LOWER_PM : null;
                    case '-', 'Z' -> zone(layout, i);
                    default -> null;
                };
        if (element != null) {
            return new Chunk(element, i, i + element.text.length());
        }
        return layout.charAt(i) == '.' || layout.charAt(i) == ',' ? fraction(layout, i) : null;
    }

    private static LayoutElement word(String layout, int i, LayoutElement longer, LayoutElement shorter) {
        if (layout.startsWith(longer.text, i)) {
            return longer;
        }
        int end = i + shorter.text.length();
        boolean continued = end < layout.length() && layout.charAt(end) >= 'a' && layout.charAt(end) <= 'z';
        return layout.startsWith(shorter.text, i) && !continued ? shorter : null;
    }

    private static LayoutElement zero(String layout, int i) {
        char next = i + 1 < layout.length() ? layout.charAt(i + 1) : ' ';
        return switch (next) {
            case '1' -> ZERO_MONTH;
            case '2' -> ZERO_DAY;
            case '3' -> ZERO_HOUR12;
            case '4' -> ZERO_MINUTE;
            case '5' -> ZERO_SECOND;
            case '6' -> YEAR;
            default -> layout.startsWith(ZERO_YEAR_DAY.text, i) ? ZERO_YEAR_DAY : null;
        };
    }

    private static LayoutElement zone(String layout, int i) {
        for (LayoutElement zone : ZONES) {
            if (layout.startsWith(zone.text, i)) {
                return zone;
            }
        }
        return null;
    }

    private static Chunk fraction(String layout, int i) {
        char digit = i + 1 < layout.length() ? layout.charAt(i + 1) : ' ';
        if (digit != '0' && digit != '9') {
            return null;
        }
        int end = i + 1;
        while (end < layout.length() && layout.charAt(end) == digit) {
            end++;
        }
        if (end < layout.length() && layout.charAt(end) >= '0' && layout.charAt(end) <= '9') {
            return null;
        }
        return new Chunk(digit == '0' ? FRACTION_FIXED : FRACTION_TRIMMED, i, end, layout.charAt(i) == ',');
    }
}

package dev.bylaw.internal.dbt.render;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The adapter that a materialization is for. */
final class MaterializationAdapter {
    private static final Pattern OPTION = Pattern.compile("\\{%[^%]*?adapter\\s*=\\s*['\"]([^'\"]+)['\"]");

    private MaterializationAdapter() {}

    /** {@return the adapter that the tag at an offset names, or {@code default}} */
    static String of(String text, int start) {
        Matcher matcher = OPTION.matcher(text).region(start, text.length());
        return matcher.lookingAt() ? matcher.group(1) : "default";
    }
}

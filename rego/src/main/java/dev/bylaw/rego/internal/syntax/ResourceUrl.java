package dev.bylaw.rego.internal.syntax;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** URLs of related resources, written as Go's {@code net/url} writes them. */
final class ResourceUrl {
    private static final String ESCAPED = " \"<>\\^`{|}";

    private ResourceUrl() {}

    /** {@return whether it can be parsed: no control characters, no broken escapes, a closed host bracket} */
    static boolean isValid(String url) {
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c < 0x20 || c == 0x7f) {
                return false;
            }
            boolean isEscape = i + 2 < url.length()
                    && Character.digit(url.charAt(i + 1), 16) >= 0
                    && Character.digit(url.charAt(i + 2), 16) >= 0;
            if (c == '%' && !isEscape) {
                return false;
            }
        }
        int host = url.indexOf("//");
        return host < 0 || !url.startsWith("[", host + 2) || url.indexOf(']', host) > 0;
    }

    /** {@return the URL with what cannot stand in its path percent-encoded; query and fragment stay} */
    static String normalized(String url) {
        int end = url.length();
        for (char delimiter : new char[] {'?', '#'}) {
            int index = url.indexOf(delimiter);
            end = index < 0 ? end : Math.min(end, index);
        }
        StringBuilder out = new StringBuilder();
        String path = url.substring(0, end);
        path.codePoints().forEach(c -> {
            if (c < 0x80 && ESCAPED.indexOf(c) < 0) {
                out.appendCodePoint(c);
            } else {
                for (byte unit : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    out.append(String.format(Locale.ROOT, "%%%02X", unit & 0xff));
                }
            }
        });
        return out.append(url, end, url.length()).toString();
    }
}

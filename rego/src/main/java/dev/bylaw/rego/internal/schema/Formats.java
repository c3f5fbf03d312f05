package dev.bylaw.rego.internal.schema;

import dev.bylaw.rego.internal.net.IpAddress;
import dev.bylaw.rego.internal.net.NetSyntaxException;
import dev.bylaw.rego.internal.net.Uri;
import dev.bylaw.rego.internal.regex.Regex;
import dev.bylaw.rego.internal.regex.RegexSyntaxException;
import dev.bylaw.rego.internal.time.TimeParser;
import dev.bylaw.rego.internal.time.TimeSyntaxException;
import java.util.function.LongConsumer;

/** The formats of texts. A format that is not known fits always. */
final class Formats {
    private static final Regex HOST_NAME = Regex.compile("^([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\\-]{0,61}[a-zA-Z0-9])"
            + "(\\.([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\\-]{0,61}[a-zA-Z0-9]))*$");
    private static final Regex UUID =
            Regex.compile("^(?i)[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$");
    private static final Regex POINTER = Regex.compile("^(?:/(?:[^~/]|~0|~1)*)*$");
    private static final Regex RELATIVE_POINTER = Regex.compile("^(?:0|[1-9][0-9]*)(?:#|(?:/(?:[^~/]|~0|~1)*)*)$");
    private static final Regex TEMPLATE = Regex.compile("^([^{]*({[^}]*})?)*$");

    /** The address of RFC 5322, by itself or in angle brackets behind a name. */
    private static final Regex EMAIL = Regex.compile("^(?:[^<>@\"]*<)?"
            + "(?:[a-zA-Z0-9!#$%&'*+/=?^_`{|}~\\-\\x{80}-\\x{10ffff}]+(?:\\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~\\-\\x{80}-\\x{10ffff}]+)*"
            + "|\"(?:[^\"\\\\]|\\\\.)*\")"
            + "@(?:[a-zA-Z0-9!#$%&'*+/=?^_`{|}~\\-\\x{80}-\\x{10ffff}]+(?:\\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~\\-\\x{80}-\\x{10ffff}]+)*"
            + "|\\[[0-9a-fA-F:.]*\\])>?$");

    private static final String DATE = "2006-01-02";
    private static final String TIME = "15:04:05";
    private static final String ZONED_TIME = "15:04:05Z07:00";
    private static final String DATE_TIME = "2006-01-02T15:04:05Z07:00";
    private static final int MAX_HOST_NAME = 256;

    private Formats() {}

    static boolean fits(String format, String text, LongConsumer work) {
        work.accept(1 + text.length());
        return switch (format) {
            case "date" -> isTime(text, DATE);
            case "time" -> isTime(text, ZONED_TIME) || isTime(text, TIME);
            case "date-time" ->
                isTime(text, TIME) || isTime(text, ZONED_TIME) || isTime(text, DATE) || isTime(text, DATE_TIME);
            case "hostname" -> HOST_NAME.matches(text, work) && text.length() < MAX_HOST_NAME;
            case "email", "idn-email" ->
                EMAIL.matches(text.strip(), work)
                        && text.strip().contains("<") == text.strip().endsWith(">");
            case "ipv4" -> text.contains(".") && IpAddress.parse(text) != null;
            case "ipv6" -> text.contains(":") && IpAddress.parse(text) != null;
            case "uri", "iri" -> uri(text) != null && !uri(text).scheme().isEmpty();
            case "uri-reference", "iri-reference" -> uri(text) != null;
            case "uri-template" ->
                uri(text) != null && TEMPLATE.matches(uri(text).path(), work);
            case "uuid" -> UUID.matches(text, work);
            case "regex" -> isRegex(text);
            case "json-pointer" -> POINTER.matches(text, work);
            case "relative-json-pointer" -> RELATIVE_POINTER.matches(text, work);
            default -> true;
        };
    }

    private static boolean isTime(String text, String layout) {
        try {
            TimeParser.parse(layout, text);
            return true;
        } catch (TimeSyntaxException e) {
            return false;
        }
    }

    private static Uri uri(String text) {
        try {
            return text.contains("\\") ? null : Uri.parse(text);
        } catch (NetSyntaxException e) {
            return null;
        }
    }

    private static boolean isRegex(String text) {
        try {
            Regex.compile(text);
            return true;
        } catch (RegexSyntaxException e) {
            return false;
        }
    }
}

package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What YAML scalars mean in OPA's annotations, which Go's yaml.v3 reads: {@code yes} and {@code on} are strings, {@code
 * 010} and {@code 0o10} are octal, dates become strings in the form of RFC 3339.
 */
final class YamlScalars {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUES = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSES = Set.of("false", "False", "FALSE");

    /** What a field of OPA that is a boolean takes for true besides. */
    private static final Set<String> FURTHER_TRUES = Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON");

    /** What a field of OPA that is a boolean takes for false besides. */
    private static final Set<String> FURTHER_FALSES = Set.of("n", "N", "no", "No", "NO", "off", "Off", "OFF");

    // Bounded repetition without alternatives that overlap: matching is linear.
    private static final Pattern INTEGER =
            Pattern.compile("([-+]?)(?:0b([01]+)|0x([0-9a-fA-F]+)|0o([0-7]+)|0([0-7]+)|(0|[1-9][0-9]*))");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,9})?");
    private static final Pattern TIMESTAMP = Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
            + "(?:(?:[Tt]([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(\\.[0-9]{1,9})?(Z|[-+][0-9]{2}:[0-9]{2}))"
            + "|(?: ([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(\\.[0-9]{1,9})?))?");

    private static final int MAX_DIGITS = 1_000;
    private static final BigInteger LARGEST_INTEGER = BigInteger.ONE.shiftLeft(64);

    private YamlScalars() {}

    /** {@return what a scalar without quotes and tag means} */
    static Value plain(String text) {
        if (NULLS.contains(text)) {
            return NullValue.NULL;
        }
        if (TRUES.contains(text) || FALSES.contains(text)) {
            return BooleanValue.of(TRUES.contains(text));
        }
        char first = text.charAt(0);
        boolean likeNumber = first >= '0' && first <= '9' || first == '+' || first == '-' || first == '.';
        if (!likeNumber || text.length() > MAX_DIGITS) {
            return StringValue.of(text);
        }
        Optional<Value> timestamp = timestamp(text);
        if (timestamp.isPresent()) {
            return timestamp.get();
        }
        return number(text.replace("_", "")).orElseGet(() -> StringValue.of(text));
    }

    /**
     * What a scalar with a tag means.
     *
     * @return the value; empty where the text is none of that tag
     */
    static Optional<Value> tagged(String tag, String text) {
        return switch (tag) {
            case "tag:yaml.org,2002:null" -> NULLS.contains(text) ? Optional.of(NullValue.NULL) : Optional.empty();
            case "tag:yaml.org,2002:bool" -> Optional.of(plain(text)).filter(BooleanValue.class::isInstance);
            case "tag:yaml.org,2002:int" -> number(text).filter(value -> ((NumberValue) value).isInteger());
            case "tag:yaml.org,2002:float" -> number(text);
            case "tag:yaml.org,2002:timestamp" -> timestamp(text);
            case "tag:yaml.org,2002:binary" -> binary(text);
            default -> Optional.of(StringValue.of(text));
        };
    }

    /** {@return a boolean field, where {@code yes} and {@code on} count as well} */
    static Optional<Boolean> truth(Value value) {
        if (value instanceof BooleanValue known) {
            return Optional.of(known.value());
        }
        if (value instanceof StringValue text && FURTHER_TRUES.contains(text.value())) {
            return Optional.of(true);
        }
        if (value instanceof StringValue text && FURTHER_FALSES.contains(text.value())) {
            return Optional.of(false);
        }
        return Optional.empty();
    }

    private static Optional<Value> number(String text) {
        Matcher integer = INTEGER.matcher(text);
        if (integer.matches()) {
            int[] radixes = {2, 16, 8, 8, 10};
            for (int i = 0; i < radixes.length; i++) {
                String digits = integer.group(i + 2);
                if (digits != null) {
                    BigInteger value = new BigInteger(digits, radixes[i]);
                    if (value.compareTo(LARGEST_INTEGER) >= 0) {
                        return decimal(new BigDecimal(value), integer.group(1).equals("-"));
                    }
                    return Optional.of(NumberValue.of(integer.group(1).equals("-") ? value.negate() : value));
                }
            }
        }
        if (!FLOAT.matcher(text).matches()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? Optional.empty() : decimal(BigDecimal.valueOf(value), false);
    }

    /** A number as a binary float of double precision has it. */
    private static Optional<Value> decimal(BigDecimal number, boolean negative) {
        BigDecimal value = BigDecimal.valueOf(negative ? -number.doubleValue() : number.doubleValue())
                .stripTrailingZeros();
        return Optional.of(NumberValue.of(
                value.scale() < 0 && value.precision() - value.scale() <= 21 ? value.setScale(0) : value));
    }

    private static Optional<Value> timestamp(String text) {
        Matcher matcher = TIMESTAMP.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean zoned = matcher.group(8) != null;
        int base = zoned ? 4 : 9;
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(matcher, 1),
                    number(matcher, 2),
                    number(matcher, 3),
                    number(matcher, base),
                    number(matcher, base + 1),
                    number(matcher, base + 2),
                    nanoseconds(matcher.group(base + 3)));
            ZoneOffset zone = zoned ? ZoneOffset.of(matcher.group(8)) : ZoneOffset.UTC;
            return Optional.of(StringValue.of(rfc3339(local.atOffset(zone))));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static int number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
    }

    private static int nanoseconds(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction.substring(1) + "00000000").substring(0, 9));
    }

    private static String rfc3339(OffsetDateTime time) {
        String seconds = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
                .format(time);
        String fraction = "";
        if (time.getNano() != 0) {
            fraction = String.format(Locale.ROOT, ".%09d", time.getNano());
            while (fraction.endsWith("0")) {
                fraction = fraction.substring(0, fraction.length() - 1);
            }
        }
        return seconds + fraction + time.getOffset().getId();
    }

    private static Optional<Value> binary(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.replaceAll("\\s", ""));
            return Optional.of(StringValue.of(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }
}

package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.RegoText;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Semantic versions (semver.org 2.0.0), with a leading {@code v} or without. */
final class Versions {
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    /** The three numbers and the identifiers of the pre-release, none where it is a release. */
    private record Version(List<BigInteger> numbers, List<String> preRelease) implements Comparable<Version> {
        @Override
        public int compareTo(Version other) {
            for (int i = 0; i < numbers.size(); i++) {
                int order = numbers.get(i).compareTo(other.numbers.get(i));
                if (order != 0) {
                    return order;
                }
            }
            if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
                return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
            }
            int shorter = Math.min(preRelease.size(), other.preRelease.size());
            for (int i = 0; i < shorter; i++) {
                int order = compare(preRelease.get(i), other.preRelease.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(preRelease.size(), other.preRelease.size());
        }

        private static int compare(String left, String right) {
            boolean leftNumber = isNumber(left);
            boolean rightNumber = isNumber(right);
            if (leftNumber && rightNumber) {
                return new BigInteger(left).compareTo(new BigInteger(right));
            }
            return leftNumber == rightNumber ? left.compareTo(right) : leftNumber ? -1 : 1;
        }
    }

    private Versions() {}

    static List<Builtin> all() {
        return List.of(
                Function.of("semver.compare", 2, (context, arguments) -> {
                    String left = Operand.string(arguments, 1);
                    String right = Operand.string(arguments, 2);
                    return NumberValue.of(Integer.signum(parse(left, 1).compareTo(parse(right, 2))));
                }),
                Function.of("semver.is_valid", 1, (context, arguments) -> isValid(arguments[0])));
    }

    private static Value isValid(Value value) {
        return BooleanValue.of(
                value instanceof StringValue string && parse(string.value()).isPresent());
    }

    private static Version parse(String text, int position) {
        return parse(text)
                .orElseThrow(() -> BuiltinException.of(
                        "operand " + position + ": string " + RegoText.quote(text) + " is not a valid SemVer"));
    }

    private static Optional<Version> parse(String text) {
        String rest = text.startsWith("v") ? text.substring(1) : text;
        int plus = rest.indexOf('+');
        if (plus >= 0) {
            if (!areIdentifiers(rest.substring(plus + 1), false)) {
                return Optional.empty();
            }
            rest = rest.substring(0, plus);
        }
        List<String> preRelease = List.of();
        int hyphen = rest.indexOf('-');
        if (hyphen >= 0) {
            String identifiers = rest.substring(hyphen + 1);
            if (!areIdentifiers(identifiers, true)) {
                return Optional.empty();
            }
            preRelease = List.of(identifiers.split("\\.", -1));
            rest = rest.substring(0, hyphen);
        }
        String[] numbers = rest.split("\\.", -1);
        if (numbers.length != 3) {
            return Optional.empty();
        }
        for (String number : numbers) {
            boolean valid = isNumber(number)
                    && (number.length() == 1 || number.charAt(0) != '0')
                    && number.length() <= 19
                    && new BigInteger(number).compareTo(MAX) <= 0;
            if (!valid) {
                return Optional.empty();
            }
        }
        List<BigInteger> parts =
                List.of(new BigInteger(numbers[0]), new BigInteger(numbers[1]), new BigInteger(numbers[2]));
        return Optional.of(new Version(parts, preRelease));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Letters, digits and hyphens, separated by dots; numbers of a pre-release have no leading zeros. */
    private static boolean areIdentifiers(String text, boolean preRelease) {
        for (String identifier : text.split("\\.", -1)) {
            boolean valid = !identifier.isEmpty()
                    && identifier
                            .chars()
                            .allMatch(c ->
                                    c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-');
            if (!valid
                    || preRelease && identifier.length() > 1 && identifier.charAt(0) == '0' && isNumber(identifier)) {
                return false;
            }
        }
        return true;
    }
}

package dev.bylaw.internal.jinja.value;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Operators on dates, times and differences. */
final class TimeArithmetic {
    private static final long SECONDS_A_DAY = 86_400;
    private static final double NANOS_A_MICRO = 1e3;

    private TimeArithmetic() {}

    /** The result of an operator, if it is defined for these types. */
    static Optional<Value> apply(Arithmetic.Operator operator, Value left, Value right) {
        try {
            return switch (operator) {
                case ADD ->
                    right instanceof TimeValue.Delta delta
                            ? shift(left, delta.duration())
                            : left instanceof TimeValue.Delta delta ? shift(right, delta.duration()) : Optional.empty();
                case SUBTRACT ->
                    right instanceof TimeValue.Delta delta
                            ? shift(left, delta.duration().negated())
                            : between(left, right);
                case MULTIPLY ->
                    left instanceof TimeValue.Delta delta
                            ? scale(delta, right)
                            : right instanceof TimeValue.Delta delta ? scale(delta, left) : Optional.empty();
                case DIVIDE ->
                    left instanceof TimeValue.Delta delta ? divide(delta.duration(), right) : Optional.empty();
                case FLOOR_DIVIDE ->
                    left instanceof TimeValue.Delta delta ? floorDivide(delta.duration(), right) : Optional.empty();
                case MODULO, POWER -> Optional.empty();
            };
        } catch (DateTimeException | ArithmeticException e) {
            throw TemplateException.error("date value out of range");
        }
    }

    private static Optional<Value> divide(Duration duration, Value divisor) {
        if (divisor instanceof TimeValue.Delta other) {
            requireNonZero(other.duration().isZero());
            return Optional.of(new FloatValue(
                    (double) duration.toNanos() / other.duration().toNanos()));
        }
        if (!Numbers.isNumber(divisor)) {
            return Optional.empty();
        }
        double number = Numbers.toDouble(divisor);
        requireNonZero(number == 0);
        double micros = duration.toNanos() / NANOS_A_MICRO / number;
        return Optional.of(new TimeValue.Delta(Duration.ofNanos((long) Math.rint(micros) * (long) NANOS_A_MICRO)));
    }

    private static Optional<Value> floorDivide(Duration duration, Value divisor) {
        if (divisor instanceof TimeValue.Delta other) {
            requireNonZero(other.duration().isZero());
            return Optional.of(IntegerValue.of(
                    Math.floorDiv(duration.toNanos(), other.duration().toNanos())));
        }
        return Numbers.index(divisor).map(number -> {
            requireNonZero(number.signum() == 0);
            long micros = Math.floorDiv(duration.toNanos() / (long) NANOS_A_MICRO, number.longValueExact());
            return new TimeValue.Delta(Duration.ofNanos(micros * (long) NANOS_A_MICRO));
        });
    }

    private static void requireNonZero(boolean zero) {
        if (zero) {
            throw TemplateException.error("division by zero");
        }
    }

    private static void requireYear(int year) {
        if (year < 1 || year > 9_999) {
            throw TemplateException.error("date value out of range");
        }
    }

    private static Optional<Value> shift(Value value, Duration by) {
        if (value instanceof TimeValue.Date date) {
            LocalDate shifted = date.date().plusDays(Math.floorDiv(by.toSeconds(), SECONDS_A_DAY));
            requireYear(shifted.getYear());
            return Optional.of(new TimeValue.Date(shifted));
        }
        if (value instanceof TimeValue.DateTime time) {
            LocalDateTime shifted = time.local().plus(by);
            requireYear(shifted.getYear());
            return Optional.of(new TimeValue.DateTime(shifted, time.zone()));
        }
        if (value instanceof TimeValue.Delta delta) {
            return Optional.of(new TimeValue.Delta(delta.duration().plus(by)));
        }
        return Optional.empty();
    }

    private static Optional<Value> between(Value left, Value right) {
        if (left instanceof TimeValue.Date a && right instanceof TimeValue.Date b) {
            return Optional.of(new TimeValue.Delta(
                    Duration.ofDays(a.date().toEpochDay() - b.date().toEpochDay())));
        }
        if (left instanceof TimeValue.DateTime a && right instanceof TimeValue.DateTime b) {
            return Optional.of(new TimeValue.Delta(
                    Duration.between(b.local(), a.local()).plusSeconds(seconds(b.zone(), b) - seconds(a.zone(), a))));
        }
        return Optional.empty();
    }

    private static long seconds(Optional<ZoneId> zone, TimeValue.DateTime time) {
        return zone.isEmpty()
                ? 0
                : time.offset().map(ZoneOffset::getTotalSeconds).orElse(0);
    }

    private static Optional<Value> scale(TimeValue.Delta delta, Value factor) {
        Optional<BigInteger> whole = Numbers.index(factor);
        if (whole.isPresent()) {
            return Optional.of(new TimeValue.Delta(
                    delta.duration().multipliedBy(whole.get().longValueExact())));
        }
        return factor instanceof FloatValue number
                ? Optional.of(new TimeValue.Delta(
                        Duration.ofNanos(Math.round(delta.duration().toNanos() / 1e3 * number.value()) * 1_000)))
                : Optional.empty();
    }

    /** The order of two values of the same type; empty for other types. */
    static Optional<Integer> order(Value left, Value right) {
        if (left instanceof TimeValue.Date a && right instanceof TimeValue.Date b) {
            return Optional.of(a.date().compareTo(b.date()));
        }
        if (left instanceof TimeValue.DateTime a && right instanceof TimeValue.DateTime b) {
            return between(a, b)
                    .map(delta -> ((TimeValue.Delta) delta).duration().compareTo(Duration.ZERO));
        }
        if (left instanceof TimeValue.Delta a && right instanceof TimeValue.Delta b) {
            return Optional.of(a.duration().compareTo(b.duration()));
        }
        if (left instanceof TimeValue.TimeOfDay a && right instanceof TimeValue.TimeOfDay b) {
            return Optional.of(a.time().compareTo(b.time()));
        }
        return Optional.empty();
    }
}

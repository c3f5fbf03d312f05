package dev.bylaw.internal.jinja.value;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Operators on dates, times and differences. */
final class TimeArithmetic {
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
                    left instanceof TimeValue.Delta a && right instanceof TimeValue.Delta b
                            ? Optional.of(new FloatValue((double) a.duration().toNanos()
                                    / b.duration().toNanos()))
                            : Optional.empty();
                case FLOOR_DIVIDE, MODULO, POWER -> Optional.empty();
            };
        } catch (DateTimeException | ArithmeticException e) {
            throw TemplateException.error("date value out of range");
        }
    }

    private static Optional<Value> shift(Value value, Duration by) {
        if (value instanceof TimeValue.Date date) {
            return Optional.of(new TimeValue.Date(date.date().plusDays(by.toDays())));
        }
        if (value instanceof TimeValue.DateTime time) {
            LocalDateTime shifted = time.local().plus(by);
            if (shifted.getYear() < 1 || shifted.getYear() > 9_999) {
                throw TemplateException.error("date value out of range");
            }
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

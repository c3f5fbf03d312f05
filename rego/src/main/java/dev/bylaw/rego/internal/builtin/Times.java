package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.time.Calendar;
import dev.bylaw.rego.internal.time.Durations;
import dev.bylaw.rego.internal.time.Layouts;
import dev.bylaw.rego.internal.time.TimeParser;
import dev.bylaw.rego.internal.time.TimePrinter;
import dev.bylaw.rego.internal.time.TimeSyntaxException;
import dev.bylaw.rego.internal.time.TimeZones;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** Times in nanoseconds since 1970, in UTC or in the zone that is given with them. */
final class Times {
    private static final String FORMS = "either number (ns) or [number (ns), string (tz)]";
    private static final long BILLION = 1_000_000_000;

    /** A time with the name of its zone, and its layout, empty where there is none. */
    private record Moment(Instant instant, String zone, String layout) {
        ZonedDateTime local() {
            return instant.atZone(TimeZones.of(zone));
        }
    }

    private Times() {}

    static List<Builtin> all() {
        return List.of(
                function("time.add_date", 4, (context, arguments) -> addDate(arguments)),
                function("time.clock", 1, (context, arguments) -> {
                    ZonedDateTime time = moment(arguments[0]).local();
                    return numbers(time.getHour(), time.getMinute(), time.getSecond());
                }),
                function("time.date", 1, (context, arguments) -> {
                    ZonedDateTime time = moment(arguments[0]).local();
                    return numbers(time.getYear(), time.getMonthValue(), time.getDayOfMonth());
                }),
                function("time.diff", 2, (context, arguments) -> {
                    ZonedDateTime first = moment(arguments[0]).local();
                    return numbers(
                            Calendar.difference(first, moment(arguments[1]).local()));
                }),
                function("time.format", 1, (context, arguments) -> {
                    Moment moment = moment(arguments[0]);
                    String layout = moment.layout().isEmpty() ? Layouts.RFC3339_NANO : Layouts.of(moment.layout());
                    context.work(1 + layout.length());
                    return StringValue.of(TimePrinter.print(moment.instant(), moment.zone(), layout));
                }),
                Function.of("time.now_ns", 0, (context, arguments) -> NumberValue.of(context.nowNanos()))
                        .unpredictable(),
                function(
                        "time.parse_duration_ns",
                        1,
                        (context, arguments) -> NumberValue.of(Durations.parse(text(context, arguments, 1)))),
                function("time.parse_ns", 2, (context, arguments) -> {
                    String layout = Layouts.of(text(context, arguments, 1));
                    return checked(TimeParser.parse(layout, text(context, arguments, 2)));
                }),
                function(
                        "time.parse_rfc3339_ns",
                        1,
                        (context, arguments) ->
                                checked(TimeParser.parse(Layouts.RFC3339, text(context, arguments, 1)))),
                function(
                        "time.weekday",
                        1,
                        (context, arguments) -> StringValue.of(moment(arguments[0])
                                .local()
                                .getDayOfWeek()
                                .getDisplayName(TextStyle.FULL, Locale.ENGLISH))));
    }

    private static Function function(String name, int arity, Function.Body body) {
        return Function.of(name, arity, (context, arguments) -> {
            try {
                return body.call(context, arguments);
            } catch (TimeSyntaxException e) {
                throw BuiltinException.of(e.getMessage());
            }
        });
    }

    private static String text(BuiltinContext context, Value[] arguments, int position) {
        String text = Operand.string(arguments, position);
        context.work(1 + text.length() / 4);
        return text;
    }

    private static Value numbers(int... numbers) {
        ArrayValue.Builder out = ArrayValue.builder();
        for (int number : numbers) {
            out.add(NumberValue.of(number));
        }
        return out.build();
    }

    private static Value checked(BigInteger nanos) {
        if (nanos.bitLength() >= Long.SIZE) {
            throw BuiltinException.of("time outside of valid range");
        }
        return NumberValue.of(nanos.longValue());
    }

    private static Value addDate(Value[] arguments) {
        Moment moment = moment(arguments[0]);
        long years = Operand.integer(arguments, 2);
        long months = Operand.integer(arguments, 3);
        long days = Operand.integer(arguments, 4);
        Instant result;
        try {
            result = Calendar.add(moment.local(), years, months, days);
        } catch (ArithmeticException e) {
            throw BuiltinException.of("time outside of valid range");
        }
        return checked(BigInteger.valueOf(result.getEpochSecond())
                .multiply(BigInteger.valueOf(BILLION))
                .add(BigInteger.valueOf(result.getNano())));
    }

    private static Moment moment(Value value) {
        if (value instanceof NumberValue number) {
            return new Moment(instant(number), "", "");
        }
        if (!(value instanceof ArrayValue array) || array.size() == 0) {
            throw Operand.wrongType(value, 1, FORMS);
        }
        NumberValue number = Operand.number(array.get(0), 1);
        String zone = array.size() > 1 ? Operand.string(array.get(1), 1) : "";
        TimeZones.of(zone);
        String layout = array.size() > 2 ? Operand.string(array.get(2), 1) : "";
        return new Moment(instant(number), zone, layout);
    }

    private static Instant instant(NumberValue number) {
        if (!number.isLong()) {
            throw BuiltinException.of("timestamp too big");
        }
        long nanos = number.longValue();
        return Instant.ofEpochSecond(Math.floorDiv(nanos, BILLION), Math.floorMod(nanos, BILLION));
    }
}

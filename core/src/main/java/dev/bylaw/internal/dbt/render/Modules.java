package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.Arithmetic;
import dev.bylaw.internal.jinja.value.CallableValue;
import dev.bylaw.internal.jinja.value.DictionaryValue;
import dev.bylaw.internal.jinja.value.FunctionValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.Numbers;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.TimeFormat;
import dev.bylaw.internal.jinja.value.TimeValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code modules}: the parts of Python's library that dbt gives to templates. The clock is not known. */
final class Modules {
    private static final String CLOCK = "the time of the run is known only when dbt runs";

    private Modules() {}

    static Value all() {
        Map<String, Value> modules = new LinkedHashMap<>();
        modules.put("datetime", datetime());
        modules.put("re", PythonRegex.module());
        modules.put("pytz", pytz());
        modules.put("itertools", Itertools.module());
        return DictionaryValue.of(modules);
    }

    private static Value datetime() {
        Map<String, Value> module = new LinkedHashMap<>();
        module.put("datetime", new TimeClass("datetime"));
        module.put("date", new TimeClass("date"));
        module.put("time", new TimeClass("time"));
        module.put("timedelta", new TimeClass("timedelta"));
        module.put("tzinfo", new UnknownValue("datetime.tzinfo is not evaluated"));
        return DictionaryValue.of(module);
    }

    private static Value pytz() {
        Map<String, Value> module = new LinkedHashMap<>();
        module.put("timezone", new FunctionValue("timezone", (arguments, machine) -> {
            Value name = arguments.bind("timezone", 1, "zone").get(0).orElseThrow();
            if (name.unknown().isPresent()) {
                return new UnknownValue(name.unknown().get());
            }
            String zone = Printer.string(name, machine).text();
            try {
                return new TimeValue.Zone(ZoneId.of(zone));
            } catch (DateTimeException e) {
                throw TemplateException.error("unknown time zone " + zone);
            }
        }));
        module.put("utc", new TimeValue.Zone(ZoneId.of("UTC")));
        module.put("UTC", new TimeValue.Zone(ZoneId.of("UTC")));
        return DictionaryValue.of(module).open("this part of pytz is not evaluated");
    }

    /** A class of the module {@code datetime}. */
    private record TimeClass(String name) implements CallableValue {
        @Override
        public String typeName() {
            return "type";
        }

        @Override
        public Value call(Arguments arguments, Machine machine) {
            if (arguments.unknown().isPresent()) {
                return new UnknownValue(arguments.unknown().get());
            }
            try {
                return switch (name) {
                    case "datetime" ->
                        new TimeValue.DateTime(
                                LocalDateTime.of(
                                        field(arguments, 0, "year", OptionalInt.empty()),
                                        field(arguments, 1, "month", OptionalInt.empty()),
                                        field(arguments, 2, "day", OptionalInt.empty()),
                                        field(arguments, 3, "hour", OptionalInt.of(0)),
                                        field(arguments, 4, "minute", OptionalInt.of(0)),
                                        field(arguments, 5, "second", OptionalInt.of(0)),
                                        field(arguments, 6, "microsecond", OptionalInt.of(0)) * 1_000),
                                zone(arguments.get(7, "tzinfo")));
                    case "date" ->
                        new TimeValue.Date(LocalDate.of(
                                field(arguments, 0, "year", OptionalInt.empty()),
                                field(arguments, 1, "month", OptionalInt.empty()),
                                field(arguments, 2, "day", OptionalInt.empty())));
                    case "time" ->
                        new TimeValue.TimeOfDay(LocalTime.of(
                                field(arguments, 0, "hour", OptionalInt.of(0)),
                                field(arguments, 1, "minute", OptionalInt.of(0)),
                                field(arguments, 2, "second", OptionalInt.of(0)),
                                field(arguments, 3, "microsecond", OptionalInt.of(0)) * 1_000));
                    default -> delta(arguments);
                };
            } catch (DateTimeException | ArithmeticException e) {
                throw TemplateException.error(name + "(): a field is out of range");
            }
        }

        private static int field(Arguments arguments, int index, String field, OptionalInt fallback) {
            Optional<Value> given = arguments.get(index, field);
            if (given.isEmpty() && fallback.isEmpty()) {
                throw TemplateException.error("function missing required argument '" + field + "'");
            }
            return given.map(value -> Numbers.toInt(value, field)).orElseGet(fallback::getAsInt);
        }

        private static Optional<ZoneId> zone(Optional<Value> given) {
            return given.filter(TimeValue.Zone.class::isInstance).map(value -> ((TimeValue.Zone) value).zone());
        }

        private static Value delta(Arguments arguments) {
            String[] units = {"days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"};
            long[] micros = {86_400_000_000L, 1_000_000, 1, 1_000, 60_000_000, 3_600_000_000L, 604_800_000_000L};
            Duration total = Duration.ZERO;
            for (int i = 0; i < units.length; i++) {
                Optional<Value> given = arguments.get(i, units[i]);
                if (given.isEmpty()) {
                    continue;
                }
                if (!Numbers.isNumber(given.get())) {
                    throw TemplateException.error("unsupported type for timedelta " + units[i] + " component: "
                            + given.get().typeName());
                }
                double amount = Numbers.toDouble(given.get());
                if (Math.abs(amount) > 1e15) {
                    throw TemplateException.error("date value out of range");
                }
                long whole = (long) amount;
                total = total.plus(Duration.of(micros[i], java.time.temporal.ChronoUnit.MICROS)
                                .multipliedBy(whole))
                        .plusNanos(Math.round((amount - whole) * micros[i]) * 1_000);
            }
            return new TimeValue.Delta(total);
        }

        @Override
        public Optional<Value> attribute(String attribute, Machine machine) {
            return Optional.ofNullable(
                    switch (attribute) {
                        case "now", "utcnow", "today" ->
                            new FunctionValue(attribute, (arguments, caller) -> new UnknownValue(CLOCK));
                        case "strptime" ->
                            text(attribute, (texts, caller) -> TimeFormat.parse(texts.get(0), texts.get(1)));
                        case "fromisoformat" -> text(attribute, (texts, caller) -> iso(texts.get(0)));
                        case "combine" -> new FunctionValue(attribute, (arguments, caller) -> combine(arguments));
                        case "fromtimestamp", "utcfromtimestamp", "fromordinal" ->
                            new FunctionValue(
                                    attribute,
                                    (arguments, caller) ->
                                            new UnknownValue("datetime." + attribute + "() is not evaluated"));
                        default -> null;
                    });
        }

        private Value iso(String text) {
            try {
                return name.equals("date")
                        ? new TimeValue.Date(LocalDate.parse(text))
                        : new TimeValue.DateTime(
                                text.length() == 10
                                        ? LocalDate.parse(text).atStartOfDay()
                                        : LocalDateTime.parse(text.replace(' ', 'T')),
                                Optional.empty());
            } catch (DateTimeException e) {
                throw TemplateException.error("Invalid isoformat string: " + StringValue.quote(text));
            }
        }

        private static Value combine(Arguments arguments) {
            List<Optional<Value>> bound = arguments.bind("combine", 2, "date", "time", "tzinfo");
            Value date = bound.get(0).orElseThrow();
            Value time = bound.get(1).orElseThrow();
            Optional<String> unknown = date.unknown().or(time::unknown);
            if (unknown.isPresent()) {
                return new UnknownValue(unknown.get());
            }
            LocalDate day = date instanceof TimeValue.Date only
                    ? only.date()
                    : date instanceof TimeValue.DateTime both ? both.local().toLocalDate() : null;
            if (day == null || !(time instanceof TimeValue.TimeOfDay clock)) {
                throw TemplateException.error("combine() takes a date and a time");
            }
            return new TimeValue.DateTime(day.atTime(clock.time()), zone(bound.get(2)));
        }
    }

    /** What a function of texts does. */
    @FunctionalInterface
    interface OfTexts {
        /** {@return the result for the texts of the arguments} */
        Value apply(List<String> texts, Machine machine);
    }

    /** {@return a function of texts; unknown if one of them is} */
    static FunctionValue text(String name, OfTexts body) {
        return new FunctionValue(name, (arguments, machine) -> {
            if (arguments.unknown().isPresent()) {
                return new UnknownValue(arguments.unknown().get());
            }
            List<String> texts = arguments.positional().stream()
                    .map(value -> Printer.string(value, machine).text())
                    .toList();
            int needed = name.equals("strptime") ? 2 : 1;
            if (texts.size() < needed) {
                throw TemplateException.error(name + "() needs " + needed + " argument(s)");
            }
            return body.apply(texts, machine);
        });
    }

    /** {@return the sum of two values} */
    static Value sum(Value left, Value right, Machine machine) {
        return Arithmetic.apply(Arithmetic.Operator.ADD, left, right, machine);
    }
}

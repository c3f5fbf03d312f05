package dev.bylaw.internal.jinja.value;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The types of Python's {@code datetime} module. */
public sealed interface TimeValue extends Value {
    /** {@return the value in a format of {@code strftime}} */
    String format(String format);

    /**
     * Python's {@code date}.
     *
     * @param date the date
     */
    record Date(LocalDate date) implements TimeValue {
        @Override
        public String typeName() {
            return "datetime.date";
        }

        @Override
        public String format(String format) {
            return TimeFormat.format(date.atStartOfDay(), Optional.empty(), format);
        }

        @Override
        public void print(Printer printer, boolean quoted) {
            printer.append(
                    quoted
                            ? "datetime.date(" + date.getYear() + ", " + date.getMonthValue() + ", "
                                    + date.getDayOfMonth() + ")"
                            : date.toString());
        }

        @Override
        public Optional<Value> attribute(String name, Machine machine) {
            return dateAttribute(date, name);
        }
    }

    /**
     * Python's {@code datetime}.
     *
     * @param local the date and time of day
     * @param zone its time zone, if it has one
     */
    record DateTime(LocalDateTime local, Optional<ZoneId> zone) implements TimeValue {
        @Override
        public String typeName() {
            return "datetime.datetime";
        }

        @Override
        public String format(String format) {
            return TimeFormat.format(local, zone, format);
        }

        /** {@return the text of ISO 8601, with this between date and time} */
        public String iso(String separator) {
            String time = TimeFormat.isoTime(local.toLocalTime());
            return local.toLocalDate()
                    + separator
                    + time
                    + offset().map(TimeFormat::isoOffset).orElse("");
        }

        /** {@return the offset from UTC, if there is a time zone} */
        Optional<ZoneOffset> offset() {
            return zone.map(one -> one.getRules().getOffset(local));
        }

        @Override
        public void print(Printer printer, boolean quoted) {
            if (!quoted) {
                printer.append(iso(" "));
                return;
            }
            StringBuilder out = new StringBuilder("datetime.datetime(")
                    .append(TimeFormat.format(local, zone, "%Y"))
                    .append(String.format(
                            Locale.ROOT,
                            ", %d, %d, %d, %d",
                            local.getMonthValue(),
                            local.getDayOfMonth(),
                            local.getHour(),
                            local.getMinute()));
            int micros = local.getNano() / 1_000;
            if (local.getSecond() != 0 || micros != 0) {
                out.append(", ").append(local.getSecond());
            }
            if (micros != 0) {
                out.append(", ").append(micros);
            }
            printer.append(out.append(')').toString());
        }

        @Override
        public Optional<Value> attribute(String name, Machine machine) {
            return switch (name) {
                case "hour" -> integer(local.getHour());
                case "minute" -> integer(local.getMinute());
                case "second" -> integer(local.getSecond());
                case "microsecond" -> integer(local.getNano() / 1_000);
                case "date" -> function(name, arguments -> new Date(local.toLocalDate()));
                case "time" -> function(name, arguments -> new TimeOfDay(local.toLocalTime()));
                case "timestamp" ->
                    function(
                            name,
                            arguments -> new FloatValue(ChronoUnit.MICROS.between(
                                            LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC),
                                            local.minusSeconds(offset().map(ZoneOffset::getTotalSeconds)
                                                    .orElse(0)))
                                    / 1e6));
                case "astimezone" -> function(name, arguments -> inZone(arguments));
                case "isoformat" ->
                    function(
                            name,
                            arguments -> new StringValue(iso(arguments
                                    .get(0, "sep")
                                    .map(sep -> ((StringValue) sep).text())
                                    .orElse("T"))));
                case "replace" -> function(name, this::replaced);
                default ->
                    dateAttribute(local.toLocalDate(), name)
                            .map(value ->
                                    value instanceof FunctionValue && name.equals("strftime") ? strftime(this) : value);
            };
        }

        private Value replaced(Arguments arguments) {
            LocalDateTime changed = local.withYear(field(arguments, 0, "year", local.getYear()))
                    .withMonth(field(arguments, 1, "month", local.getMonthValue()))
                    .withDayOfMonth(field(arguments, 2, "day", local.getDayOfMonth()))
                    .withHour(field(arguments, 3, "hour", local.getHour()))
                    .withMinute(field(arguments, 4, "minute", local.getMinute()))
                    .withSecond(field(arguments, 5, "second", local.getSecond()))
                    .withNano(field(arguments, 6, "microsecond", local.getNano() / 1_000) * 1_000);
            Optional<ZoneId> newZone = arguments.named().containsKey("tzinfo")
                    ? Optional.of(arguments.named().get("tzinfo"))
                            .filter(Zone.class::isInstance)
                            .map(value -> ((Zone) value).zone())
                    : zone;
            return new DateTime(changed, newZone);
        }

        private Value inZone(Arguments arguments) {
            Optional<ZoneId> target =
                    arguments.get(0, "tz").filter(Zone.class::isInstance).map(value -> ((Zone) value).zone());
            if (target.isEmpty() || zone.isEmpty()) {
                return new UnknownValue("a time is converted from or to the time zone of the machine");
            }
            return new DateTime(
                    local.atZone(zone.get()).withZoneSameInstant(target.get()).toLocalDateTime(), target);
        }
    }

    /**
     * Python's {@code time}.
     *
     * @param time the time of day
     */
    record TimeOfDay(LocalTime time) implements TimeValue {
        @Override
        public String typeName() {
            return "datetime.time";
        }

        @Override
        public String format(String format) {
            return TimeFormat.format(time.atDate(LocalDate.of(1900, 1, 1)), Optional.empty(), format);
        }

        @Override
        public void print(Printer printer, boolean quoted) {
            printer.append(TimeFormat.isoTime(time));
        }

        @Override
        public Optional<Value> attribute(String name, Machine machine) {
            return switch (name) {
                case "hour" -> integer(time.getHour());
                case "minute" -> integer(time.getMinute());
                case "second" -> integer(time.getSecond());
                case "isoformat" -> function(name, arguments -> new StringValue(TimeFormat.isoTime(time)));
                case "strftime" -> Optional.of(strftime(this));
                default -> Optional.empty();
            };
        }
    }

    /**
     * Python's {@code timedelta}.
     *
     * @param duration how long, whole microseconds
     */
    record Delta(Duration duration) implements TimeValue {
        /** Days of the longest difference, the same as Python's. */
        static final long MAX_DAYS = 999_999_999;

        /** Checks the length. */
        public Delta {
            if (Math.abs(duration.toDays()) > MAX_DAYS) {
                throw TemplateException.error("days=" + duration.toDays() + "; must have magnitude <= " + MAX_DAYS);
            }
        }

        private long days() {
            return Math.floorDiv(duration.toSeconds(), 86_400L);
        }

        private long seconds() {
            return Math.floorMod(duration.toSeconds(), 86_400L);
        }

        @Override
        public String typeName() {
            return "datetime.timedelta";
        }

        @Override
        public String format(String format) {
            throw TemplateException.error("unsupported format string passed to datetime.timedelta.__format__");
        }

        @Override
        public Truth truth() {
            return Truth.of(!duration.isZero());
        }

        @Override
        public void print(Printer printer, boolean quoted) {
            long days = days();
            StringBuilder out = new StringBuilder();
            if (days != 0) {
                out.append(days).append(Math.abs(days) == 1 ? " day, " : " days, ");
            }
            long seconds = seconds();
            out.append(String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60));
            int micros = duration.toNanosPart() / 1_000;
            printer.append(micros == 0 ? out.toString() : out + String.format(Locale.ROOT, ".%06d", micros));
        }

        @Override
        public Optional<Value> attribute(String name, Machine machine) {
            return switch (name) {
                case "days" -> Optional.of(IntegerValue.of(days()));
                case "seconds" -> Optional.of(IntegerValue.of(seconds()));
                case "microseconds" -> integer(duration.toNanosPart() / 1_000);
                case "total_seconds" ->
                    function(name, arguments -> new FloatValue(duration.toSeconds() + duration.toNanosPart() / 1e9));
                default -> Optional.empty();
            };
        }
    }

    /**
     * A time zone of Python's {@code pytz}.
     *
     * @param zone the zone
     */
    record Zone(ZoneId zone) implements TimeValue {
        @Override
        public String typeName() {
            return "tzinfo";
        }

        @Override
        public String format(String format) {
            throw TemplateException.error("unsupported format string passed to tzinfo.__format__");
        }

        @Override
        public void print(Printer printer, boolean quoted) {
            printer.append(zone.getId());
        }

        @Override
        public Optional<Value> attribute(String name, Machine machine) {
            return switch (name) {
                case "zone" -> Optional.of(new StringValue(zone.getId()));
                case "localize" ->
                    function(name, arguments -> {
                        List<Optional<Value>> bound = arguments.bind(name, 1, "dt", "is_dst");
                        return bound.get(0).orElseThrow() instanceof DateTime naive
                                ? new DateTime(naive.local(), Optional.of(zone))
                                : new UnknownValue("localize() was given no datetime");
                    });
                default -> Optional.empty();
            };
        }
    }

    private static Optional<Value> dateAttribute(LocalDate date, String name) {
        return switch (name) {
            case "year" -> integer(date.getYear());
            case "month" -> integer(date.getMonthValue());
            case "day" -> integer(date.getDayOfMonth());
            case "weekday" ->
                function(name, arguments -> IntegerValue.of(date.getDayOfWeek().getValue() - 1L));
            case "isoweekday" ->
                function(name, arguments -> IntegerValue.of(date.getDayOfWeek().getValue()));
            case "toordinal" ->
                function(
                        name,
                        arguments -> IntegerValue.of(
                                date.toEpochDay() - LocalDate.of(1, 1, 1).toEpochDay() + 1));
            case "isoformat" -> function(name, arguments -> new StringValue(date.toString()));
            case "strftime" -> Optional.of(strftime(new Date(date)));
            case "replace" ->
                function(
                        name,
                        arguments -> new Date(date.withYear(field(arguments, 0, "year", date.getYear()))
                                .withMonth(field(arguments, 1, "month", date.getMonthValue()))
                                .withDayOfMonth(field(arguments, 2, "day", date.getDayOfMonth()))));
            default -> Optional.empty();
        };
    }

    private static FunctionValue strftime(TimeValue value) {
        return new FunctionValue("strftime", (arguments, machine) -> {
            Value format = arguments.bind("strftime", 1, "format").get(0).orElseThrow();
            if (format.unknown().isPresent()) {
                return new UnknownValue(format.unknown().get());
            }
            if (format instanceof StringValue text) {
                return machine.budget().text(value.format(text.text()));
            }
            throw TemplateException.error("strftime() argument 1 must be str, not " + format.typeName());
        });
    }

    private static Optional<Value> integer(int value) {
        return Optional.of(IntegerValue.of(value));
    }

    private static int field(Arguments arguments, int index, String name, int old) {
        return arguments
                .get(index, name)
                .map(value -> Numbers.toInt(value, name))
                .orElse(old);
    }

    private static Optional<Value> function(String name, java.util.function.Function<Arguments, Value> body) {
        return Optional.of(new FunctionValue(name, (arguments, machine) -> {
            if (arguments.unknown().isPresent()) {
                return new UnknownValue(arguments.unknown().get());
            }
            try {
                return body.apply(arguments);
            } catch (java.time.DateTimeException | ClassCastException e) {
                throw TemplateException.error(name + "(): a field is out of range or of a wrong type");
            }
        }));
    }
}

package dev.bylaw.rego.internal.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** Calculating with dates as Go does it. */
public final class Calendar {
    /** Years that are certainly outside of what nanoseconds can tell. */
    private static final long MAX_YEAR = 100_000;

    private Calendar() {}

    /**
     * Adds years, months and days; what is beyond the end of a month goes on into the next one.
     *
     * @throws ArithmeticException if the result is far out of range
     */
    public static Instant add(ZonedDateTime time, long years, long months, long days) {
        long allMonths = Math.addExact(
                Math.multiplyExact(Math.addExact(time.getYear(), years), 12L),
                Math.addExact(time.getMonthValue() - 1L, months));
        long year = Math.floorDiv(allMonths, 12L);
        if (Math.abs(year) > MAX_YEAR || Math.abs(days) > MAX_YEAR * 366) {
            throw new ArithmeticException("time outside of valid range");
        }
        LocalDate date = LocalDate.of((int) year, (int) Math.floorMod(allMonths, 12L) + 1, 1)
                .plusDays(time.getDayOfMonth() - 1L)
                .plusDays(days);
        return instant(LocalDateTime.of(date, time.toLocalTime()), time.getZone());
    }

    /** The instant of a local time. Where there is none or there are two, the one that Go takes. */
    private static Instant instant(LocalDateTime time, ZoneId zone) {
        long local = time.toEpochSecond(ZoneOffset.UTC);
        ZoneRules rules = zone.getRules();
        Instant guess = Instant.ofEpochSecond(local);
        int offset = rules.getOffset(guess).getTotalSeconds();
        if (offset != 0) {
            long utc = local - offset;
            ZoneOffsetTransition next = rules.nextTransition(guess);
            ZoneOffsetTransition last = rules.previousTransition(guess.plusNanos(1));
            boolean outside = next != null && utc >= next.toEpochSecond() || last != null && utc < last.toEpochSecond();
            if (outside) {
                offset = rules.getOffset(Instant.ofEpochSecond(utc)).getTotalSeconds();
            }
        }
        return time.toInstant(ZoneOffset.ofTotalSeconds(offset));
    }

    /** {@return years, months, days, hours, minutes and seconds from the earlier to the later of two times} */
    public static int[] difference(ZonedDateTime one, ZonedDateTime other) {
        ZonedDateTime moved = other.withZoneSameInstant(one.getZone());
        boolean swap = one.toInstant().isAfter(moved.toInstant());
        ZonedDateTime first = swap ? moved : one;
        ZonedDateTime last = swap ? one : moved;
        int[] parts = {
            last.getYear() - first.getYear(),
            last.getMonthValue() - first.getMonthValue(),
            last.getDayOfMonth() - first.getDayOfMonth(),
            last.getHour() - first.getHour(),
            last.getMinute() - first.getMinute(),
            last.getSecond() - first.getSecond()
        };
        int[] sizes = {0, 12, first.toLocalDate().lengthOfMonth(), 24, 60, 60};
        for (int i = parts.length - 1; i > 0; i--) {
            if (parts[i] < 0) {
                parts[i] += sizes[i];
                parts[i - 1]--;
            }
        }
        return parts;
    }
}

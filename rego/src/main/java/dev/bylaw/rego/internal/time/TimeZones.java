package dev.bylaw.rego.internal.time;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The zones of the IANA database, by name, and their abbreviations. The rules are those of the Java runtime. */
public final class TimeZones {
    private static final Set<String> NAMES = ZoneRulesProvider.getAvailableZoneIds();

    /** Zones that Java does not know by these names. */
    private static final Map<String, String> OTHER_NAMES =
            Map.of("EST", "-05:00", "MST", "-07:00", "HST", "-10:00", "ROC", "Asia/Taipei");

    private TimeZones() {}

    /**
     * The zone of a name.
     *
     * @param name an IANA name; {@code UTC}, {@code Local} and the empty name mean UTC, so that no result depends on
     *     the machine
     * @throws TimeSyntaxException if there is no such zone
     */
    public static ZoneId of(String name) {
        if (name.isEmpty() || name.equals("UTC") || name.equals("Local")) {
            return ZoneOffset.UTC;
        }
        if (name.contains("..") || name.startsWith("/") || name.startsWith("\\")) {
            throw new TimeSyntaxException("time: invalid location name");
        }
        String other = OTHER_NAMES.get(name);
        if (other != null) {
            return ZoneId.of(other);
        }
        if (!NAMES.contains(name) || name.startsWith("SystemV/")) {
            throw new TimeSyntaxException("unknown time zone " + name);
        }
        return ZoneId.of(name);
    }

    /** The abbreviation that a zone of this name has at a time: letters, or its offset. */
    static String abbreviation(String name, ZoneId zone, Instant instant) {
        int seconds = zone.getRules().getOffset(instant).getTotalSeconds();
        if (zone.equals(ZoneOffset.UTC)) {
            return "UTC";
        }
        if (seconds % 60 != 0) {
            // Local mean time, before there was standard time.
            return "LMT";
        }
        Map<Integer, String> byOffset = Abbreviations.BY_ZONE.getOrDefault(name, Map.of());
        String letters = byOffset.getOrDefault(seconds / 60, "#");
        int slash = letters.indexOf('/');
        if (slash >= 0) {
            boolean summer = zone.getRules().isDaylightSavings(instant);
            letters = summer ? letters.substring(slash + 1) : letters.substring(0, slash);
        }
        return letters.equals("#") ? number(seconds / 60) : letters;
    }

    private static String number(int minutes) {
        int positive = Math.abs(minutes);
        String text = String.format(Locale.ROOT, "%s%02d", minutes < 0 ? "-" : "+", positive / 60);
        return positive % 60 == 0 ? text : text + String.format(Locale.ROOT, "%02d", positive % 60);
    }

    /** Read when it is first needed. */
    private static final class Abbreviations {
        static final Map<String, Map<Integer, String>> BY_ZONE = read();

        private static Map<String, Map<Integer, String>> read() {
            Map<String, Map<Integer, String>> byZone = new HashMap<>();
            try (InputStream in = TimeZones.class.getResourceAsStream("zone-abbreviations.txt");
                    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (!line.startsWith("#")) {
                        read(line, byZone);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Collections.unmodifiableMap(byZone);
        }

        private static void read(String line, Map<String, Map<Integer, String>> byZone) {
            int colon = line.indexOf(": ");
            Map<Integer, String> byOffset = new HashMap<>();
            for (String entry : line.substring(0, colon).split(" ", -1)) {
                int equals = entry.indexOf('=');
                byOffset.put(Integer.valueOf(entry.substring(0, equals)), entry.substring(equals + 1));
            }
            for (String zone : line.substring(colon + 2).split(" ", -1)) {
                byZone.put(zone, Collections.unmodifiableMap(byOffset));
            }
        }
    }
}

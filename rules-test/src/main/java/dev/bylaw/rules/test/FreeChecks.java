package dev.bylaw.rules.test;

import dev.bylaw.CheckOptions;
import dev.bylaw.PolicyEngine;
import dev.bylaw.Sources;
import dev.bylaw.report.Report;
import dev.bylaw.report.Violation;
import dev.bylaw.workspace.Location;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What holds for every rule and every product, whatever a test asks for: another check says the same, so does one with more
 * threads and one that gets the files in another order; a blank line above everything moves places and changes no
 * fingerprint; places are there; messages are one line without a final period.
 */
final class FreeChecks {
    private static final int OTHER_THREADS = 4;

    private final PolicyEngine engine;
    private final SortedMap<String, byte[]> files;
    private final CheckOptions options;
    private final Report report;
    private final List<String> broken = new ArrayList<>();

    private FreeChecks(PolicyEngine engine, SortedMap<String, byte[]> files, CheckOptions options, Report report) {
        this.engine = engine;
        this.files = files;
        this.options = options;
        this.report = report;
    }

    /**
     * Checks all of it.
     *
     * @param rule who is asked, for messages
     * @throws AssertionError with everything that does not hold
     */
    static void require(
            String rule, PolicyEngine engine, SortedMap<String, byte[]> files, CheckOptions options, Report report)
            throws IOException {
        FreeChecks checks = new FreeChecks(engine, files, options, report);
        checks.places();
        checks.messages();
        checks.repetition();
        checks.order();
        checks.blankLines();
        if (!checks.broken.isEmpty()) {
            StringBuilder message = new StringBuilder(rule + ": this holds for every rule, and does not for this one");
            Found.list(checks.broken, message);
            throw new AssertionError(message.toString());
        }
    }

    private void places() {
        for (Violation violation : report.violations()) {
            violation.location().ifPresent(at -> place(violation, at));
            for (Violation.Hop hop : violation.path()) {
                hop.location().ifPresent(at -> place(violation, at));
            }
        }
    }

    private void place(Violation violation, Location at) {
        byte[] bytes = files.get(at.file());
        if (bytes == null) {
            broken.add("there is no file " + at.file() + " for the " + Found.line(violation));
        } else {
            long lines = new String(bytes, StandardCharsets.UTF_8).lines().count();
            if (at.start().line() > Math.max(1, lines)) {
                broken.add(at.file() + " has no line " + at.start().line() + " for the " + Found.line(violation));
            }
        }
    }

    private void messages() {
        for (Violation violation : report.violations()) {
            String message = violation.message();
            if (message.isBlank() || message.contains("\n")) {
                broken.add("a message is one line of text: " + Found.line(violation));
            } else if (message.endsWith(".") && !message.endsWith("...")) {
                broken.add("a message has no final period: " + Found.line(violation));
            }
        }
    }

    private void repetition() throws IOException {
        compare("another check of the same product", engine.check(Sources.files(files), options));
        compare(
                "a check with more threads",
                engine.check(Sources.files(files), options.withThreads(options.threads() == 1 ? OTHER_THREADS : 1)));
    }

    private void order() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            // Nothing is packed so tightly that it looks like an attack.
            zip.setLevel(Deflater.NO_COMPRESSION);
            List<String> backwards = new ArrayList<>(files.keySet());
            Collections.reverse(backwards);
            for (String path : backwards) {
                zip.putNextEntry(new ZipEntry(path));
                zip.write(files.get(path));
                zip.closeEntry();
            }
        }
        compare("a check with the files in another order", engine.check(Sources.zip(bytes.toByteArray()), options));
    }

    private void compare(String what, Report other) {
        if (!report.violations().equals(other.violations())
                || !report.undecided().equals(other.undecided())
                || !report.problems().equals(other.problems())
                || !report.checked().equals(other.checked())) {
            broken.add(what + " says something else: " + difference(report, other, Violation::toString));
        }
    }

    /** One violation that only one of two reports has, or that they differ otherwise. */
    private static String difference(Report first, Report second, Function<Violation, String> identity) {
        List<String> before =
                new ArrayList<>(first.violations().stream().map(identity).toList());
        List<String> after =
                new ArrayList<>(second.violations().stream().map(identity).toList());
        List<String> common = List.copyOf(after);
        after.removeAll(before);
        before.removeAll(common);
        if (before.isEmpty() && after.isEmpty()) {
            return "what is undecided, or what cannot be read, is not the same";
        }
        return (before.isEmpty() ? "" : "first there was " + before.get(0))
                + (before.isEmpty() || after.isEmpty() ? "" : ", ")
                + (after.isEmpty() ? "" : "then there was " + after.get(0));
    }

    private void blankLines() throws IOException {
        SortedMap<String, byte[]> moved = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            moved.put(
                    file.getKey(),
                    isMovable(file.getKey())
                            ? ("\n" + new String(file.getValue(), StandardCharsets.UTF_8))
                                    .getBytes(StandardCharsets.UTF_8)
                            : file.getValue());
        }
        Report other = engine.check(Sources.files(moved), options);
        List<String> before = places(report, false);
        List<String> after = places(other, true);
        if (!fingerprints(report).equals(fingerprints(other))) {
            broken.add("a blank line above each file changes fingerprints: "
                    + difference(report, other, violation -> violation.fingerprint() + " " + Found.line(violation)));
        } else if (!before.equals(after)) {
            List<String> lost = new ArrayList<>(before);
            lost.removeAll(after);
            broken.add("a blank line above each file changes more than the places of violations: "
                    + (lost.isEmpty() ? after : lost).get(0));
        }
    }

    private static boolean isMovable(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.endsWith(".sql") || lower.endsWith(".yml") || lower.endsWith(".yaml") || lower.endsWith(".py");
    }

    private static List<String> fingerprints(Report report) {
        return report.violations().stream().map(Violation::fingerprint).sorted().toList();
    }

    private static List<String> places(Report report, boolean moved) {
        return report.violations().stream()
                .map(violation -> Found.line(violation.element(), violation.at(), violation.message())
                        + violation.location().map(at -> place(at, moved)).orElse(""))
                .sorted()
                .toList();
    }

    /** A place as it was before a line came above it; what is about a file as a whole stays at its beginning. */
    private static String place(Location at, boolean moved) {
        boolean down = moved && isMovable(at.file());
        boolean whole = at.start().column() == 1 && at.start().line() <= (down ? 2 : 1);
        int line = at.start().line() - (down ? 1 : 0);
        return " in " + at.file() + (whole ? "" : ":" + line + ":" + at.start().column());
    }
}

package dev.bylaw.cli;

import dev.bylaw.ReportWriters;
import dev.bylaw.rego.internal.text.Suggestion;
import dev.bylaw.report.Report;
import dev.bylaw.report.ReportWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A format, and the file it goes to.
 *
 * @param format the name of the format
 * @param file the file; empty for standard output
 */
record Output(String format, Optional<Path> file) {
    /** Reads {@code FORMAT} or {@code FORMAT=FILE}. */
    static Output parse(String text) {
        int equals = text.indexOf('=');
        String format = equals < 0 ? text : text.substring(0, equals);
        List<String> known = ReportWriters.formats();
        if (!known.contains(format)) {
            throw new UsageException("unknown format '" + format + "'; known are " + String.join(", ", known)
                    + Suggestion.hint(format, known));
        }
        if (equals >= 0 && equals == text.length() - 1) {
            throw new UsageException("a file is missing after --format " + text);
        }
        return new Output(format, equals < 0 ? Optional.empty() : Optional.of(Path.of(text.substring(equals + 1))));
    }

    /** Writes a report of a folder that lies there in its repository. */
    void write(Report report, String folder, Console console, boolean times) throws IOException {
        ReportWriter writer =
                switch (format) {
                    case "text" -> ReportWriters.text(file.isEmpty() && console.colors());
                    case "json" -> ReportWriters.json(times);
                    default -> ReportWriters.of(format, folder).orElseThrow();
                };
        if (file.isEmpty()) {
            writer.write(report, console.out());
            console.out().flush();
            return;
        }
        Path parent = file.get().toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (Writer out = Files.newBufferedWriter(file.get(), StandardCharsets.UTF_8)) {
            writer.write(report, out);
        }
    }
}

package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.Grant;
import dev.bylaw.rego.RegoType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts together the page of the builtins, from the declarations that the compiler checks calls against. */
final class BuiltinPage {
    private static final String NOTE = "<!-- Made by the build from the declarations of the builtins -->\n\n";

    private BuiltinPage() {}

    /**
     * Writes the page.
     *
     * @param args the file to write it to
     */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]));
    }

    /** Writes the page to a file. */
    static void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text());
    }

    /** {@return the page} */
    static String text() {
        Map<String, List<Signature>> categories = new LinkedHashMap<>();
        Signatures.list().stream()
                .filter(BuiltinPage::isListed)
                .forEach(signature -> categories
                        .computeIfAbsent(signature.category(), name -> new ArrayList<>())
                        .add(signature));
        StringBuilder page = new StringBuilder(NOTE).append("# Builtins\n\n").append("""
                What a policy can call, with the types that calls are checked against. `any<a, b>` is one of several types,
                `array<a, b>` an array of just these members, `object<k: v>` an object with these keys and `[k: v]` further
                ones. *Granted* are those that a policy may call only where the embedder, or the command line with
                `--grant`, says so.
                """);
        categories.keySet().stream().sorted().forEach(category -> {
            page.append("\n## ").append(category).append("\n\n| builtin | notes |\n|---|---|\n");
            categories.get(category).forEach(signature -> page.append(row(signature)));
        });
        return page.toString();
    }

    /** Those that Rego v1 refuses, and those that only the compiler calls, are of no use to a reader. */
    static boolean isListed(Signature signature) {
        return !signature.deprecated() && !signature.name().startsWith("internal.");
    }

    private static String row(Signature signature) {
        List<String> notes = new ArrayList<>();
        signature.infix().ifPresent(operator -> notes.add("written `" + operator.replace("|", "\\|") + "`"));
        if (signature.relation()) {
            notes.add("many results");
        }
        Grant.find(signature.name()).ifPresent(grant -> notes.add("granted: " + grant.reason()));
        return "| `" + declaration(signature).replace("|", "\\|") + "` | " + String.join("; ", notes) + " |\n";
    }

    /** {@return the name and the types} */
    static String declaration(Signature signature) {
        String arguments =
                signature.arguments().stream().map(RegoType::toString).collect(Collectors.joining(", "));
        String further = signature
                .variadic()
                .map(type -> (arguments.isEmpty() ? "" : ", ") + type + "...")
                .orElse("");
        return signature.name() + "(" + arguments + further + ")"
                + signature.result().map(type -> " " + type).orElse("");
    }
}

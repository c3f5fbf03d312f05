package dev.bylaw.rule;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A module of rules written in Rego: a folder, a jar, or what an application makes up. Found through
 * {@link java.util.ServiceLoader} or given to the engine's builder.
 */
public interface RuleSource {
    /**
     * A file of a rule module.
     *
     * @param path its path within the module, with {@code /}; it appears in messages
     * @param text its text
     */
    record File(String path, String text) {
        /** Checks that nothing is missing. */
        public File {
            Objects.requireNonNull(path, "path is null");
            Objects.requireNonNull(text, "text is null");
        }
    }

    /** {@return a short name for messages, for example the publisher} */
    String name();

    /** {@return the Rego files, tests left out, in a stable order} */
    List<File> files();

    /**
     * The page of a rule: its sections in Markdown, without a title and without the parameters, which its metadata hold.
     *
     * @param rule the id of a rule
     * @return the page; empty where there is none
     */
    default Optional<String> page(RuleId rule) {
        return Optional.empty();
    }

    /** {@return rules that another evaluator answers for; empty where all are in the files} */
    default Optional<CompiledRules> compiled() {
        return Optional.empty();
    }

    /**
     * The rules of a folder.
     *
     * @param folder a folder with Rego files at any depth; files that end in {@code _test.rego} are left out;
     *     the page of a rule is the file {@code PUBLISHER/PRINCIPLE/NAME/page.md}
     * @return the rules
     * @throws IOException if a file cannot be read
     */
    static RuleSource ofFolder(Path folder) throws IOException {
        return FileRuleSource.folder(folder);
    }

    /**
     * The rules of a jar.
     *
     * @param jar a jar with Rego files; files that end in {@code _test.rego} are left out; the page of a rule is
     *     the file {@code PUBLISHER/PRINCIPLE/NAME/page.md}
     * @return the rules
     * @throws IOException if it cannot be read
     */
    static RuleSource ofJar(Path jar) throws IOException {
        return FileRuleSource.jar(jar);
    }

    /**
     * The rules of a bundle that {@code opa build -t wasm} compiled. They run in OPA's Java SDK, which
     * {@code dev.bylaw:bylaw-opa} brings.
     *
     * @param bundle an archive ({@code .tar.gz}) or a folder
     * @return the rules
     * @throws dev.bylaw.rego.RegoException if the bundle cannot be used
     * @throws IOException if it cannot be read, is not compiled, is signed, or there is no evaluator for it
     */
    static RuleSource ofBundle(Path bundle) throws IOException {
        return BundleRuleSource.of(bundle);
    }
}

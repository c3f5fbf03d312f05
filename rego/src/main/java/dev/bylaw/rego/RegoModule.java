package dev.bylaw.rego;

import dev.bylaw.rego.internal.syntax.AnnotationBlock;
import dev.bylaw.rego.internal.syntax.Parser;
import dev.bylaw.rego.internal.syntax.SourceModule;
import java.util.ArrayList;
import java.util.List;

/** A parsed Rego module. Immutable. */
public final class RegoModule {
    private final SourceModule source;
    private final String text;

    private RegoModule(SourceModule source, String text) {
        this.source = source;
        this.text = text;
    }

    /**
     * Parses a module.
     *
     * @param file the name of the source, for locations
     * @param text Rego v1 text
     * @return the module
     * @throws RegoException with every error that was found
     */
    public static RegoModule parse(String file, String text) {
        return parse(file, text, RegoVersion.V1);
    }

    /**
     * Parses a module of a language version.
     *
     * @param file the name of the source, for locations
     * @param text the text
     * @param version the language, unless the module imports {@code rego.v1}
     * @return the module
     * @throws RegoException with every error that was found
     */
    public static RegoModule parse(String file, String text, RegoVersion version) {
        return Exhaustion.guarded(
                "rego_parse_error", file, () -> new RegoModule(Parser.parseModule(file, text, version), text));
    }

    /** {@return the language it is written in} */
    public RegoVersion version() {
        return source.version();
    }

    /** {@return the name of the source} */
    public String file() {
        return source.file();
    }

    /** {@return the text it was parsed from} */
    public String text() {
        return text;
    }

    /** {@return the path of the package without {@code data}} */
    public List<String> packagePath() {
        return source.packagePath();
    }

    /** {@return the package statement} */
    public RegoLocation packageLocation() {
        return source.packageAt();
    }

    /** {@return the metadata blocks in the order of the source} */
    public List<Annotations> annotations() {
        List<Annotations> all = new ArrayList<>();
        for (AnnotationBlock block : source.annotations()) {
            all.add(new Annotations(block.scope(), block.fields(), block.places(), block.at()));
        }
        return all;
    }

    SourceModule source() {
        return source;
    }

    /** {@return a module of the same text with other rules} */
    RegoModule with(SourceModule changed) {
        return new RegoModule(changed, text);
    }
}

package dev.bylaw.rego;

import dev.bylaw.rego.internal.syntax.AnnotationBlock;
import dev.bylaw.rego.internal.syntax.Parser;
import dev.bylaw.rego.internal.syntax.SourceModule;
import java.util.ArrayList;
import java.util.List;

/** A parsed Rego module. Immutable. */
public final class RegoModule {
    private final SourceModule source;

    private RegoModule(SourceModule source) {
        this.source = source;
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
        return new RegoModule(Parser.parseModule(file, text, version));
    }

    /** {@return the language it is written in} */
    public RegoVersion version() {
        return source.version();
    }

    /** {@return the name of the source} */
    public String file() {
        return source.file();
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
}

package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.RegoVersion;
import java.util.List;
import java.util.Optional;

/**
 * A parsed module.
 *
 * @param file the name the source was given
 * @param packagePath the path of the package without {@code data}, for example {@code [bylaw, secure]}
 * @param packageAt the package statement
 * @param imports its imports
 * @param rules its rules in source order
 * @param annotations all its metadata blocks in source order
 * @param comments its comments in source order
 * @param version its language
 */
public record SourceModule(
        String file,
        List<String> packagePath,
        RegoLocation packageAt,
        List<Import> imports,
        List<Rule> rules,
        List<AnnotationBlock> annotations,
        List<Comment> comments,
        RegoVersion version) {
    /** Copies the lists. */
    public SourceModule {
        packagePath = List.copyOf(packagePath);
        imports = List.copyOf(imports);
        rules = List.copyOf(rules);
        annotations = List.copyOf(annotations);
        comments = List.copyOf(comments);
    }

    /**
     * An import.
     *
     * @param path what is imported, beginning with {@code data}, {@code input}, {@code rego} or {@code future}
     * @param alias the name behind {@code as}
     * @param at the statement
     */
    public record Import(List<String> path, Optional<String> alias, RegoLocation at) {
        /** Copies the path. */
        public Import {
            path = List.copyOf(path);
        }

        /** {@return the name that the import brings into scope} */
        public String name() {
            return alias.orElse(path.get(path.size() - 1));
        }
    }

    /**
     * A comment.
     *
     * @param text the text behind {@code #}
     * @param at the comment
     */
    public record Comment(String text, RegoLocation at) {}
}

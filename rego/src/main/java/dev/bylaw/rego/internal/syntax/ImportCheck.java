package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.RegoLocation;
import java.util.List;
import java.util.Optional;

/** Checks imports, and makes words keywords that are imported as such. */
final class ImportCheck {
    private ImportCheck() {}

    /**
     * Checks an import.
     *
     * @param at where its path stands
     * @param position the token behind it
     */
    static void check(SourceModule.Import statement, RegoLocation at, Nesting nesting, int position) {
        List<String> path = statement.path();
        Optional<String> wrong =
                switch (path.get(0)) {
                    case "data", "input" -> checkName(statement);
                    case "rego" -> checkVersion(statement, nesting);
                    case "future" -> checkKeywords(statement, nesting);
                    default ->
                        Optional.of("an import begins with `data`, `input`, `future` or `rego`, found `"
                                + Slips.shown(path.get(0)) + "`; write `import data." + Slips.shown(path.get(0))
                                + "` for a package");
                };
        if (wrong.isPresent()) {
            throw new ParseFailure(at, opa(path), wrong.get(), position);
        }
    }

    /** What OPA says about a path that cannot be imported. */
    private static String opa(List<String> path) {
        return switch (path.get(0)) {
            case "rego" ->
                "invalid import `" + Slips.shown(String.join(".", path)) + "`, must be one of: `rego.v1`, `rego.v2`";
            case "future" -> "invalid import, must be `future.keywords`";
            case "data", "input" ->
                "unexpected import path, must not end with a keyword, got: " + path.get(path.size() - 1);
            default ->
                "unexpected import path, must begin with one of: {data, future, input, rego}, got: "
                        + Slips.shown(path.get(0));
        };
    }

    private static Optional<String> checkName(SourceModule.Import statement) {
        String name = statement.name();
        return Keywords.isKeyword(name)
                ? Optional.of(
                        "the import brings the keyword `" + name + "` into scope as a name; write `as` and a name")
                : Optional.empty();
    }

    private static Optional<String> checkVersion(SourceModule.Import statement, Nesting nesting) {
        List<String> path = statement.path();
        if (path.size() != 2 || !path.get(1).equals("v1") && !path.get(1).equals("v2")) {
            return Optional.of("`" + Slips.shown(String.join(".", path))
                    + "` is no version; write `rego.v1` or leave the import out");
        }
        if (statement.alias().isPresent()) {
            return Optional.of("`import rego." + path.get(1) + "` has no alias; leave `as` out");
        }
        if (path.get(1).equals("v2")) {
            Keywords.IMPORTABLE.forEach(nesting::importKeyword);
        }
        return Optional.empty();
    }

    private static Optional<String> checkKeywords(SourceModule.Import statement, Nesting nesting) {
        List<String> path = statement.path();
        if (path.size() < 2 || !path.get(1).equals("keywords") || path.size() > 3) {
            return Optional.of("only `future.keywords` and the keywords in it can be imported from `future`");
        }
        if (statement.alias().isPresent()) {
            return Optional.of("a keyword has no alias; leave `as` out");
        }
        if (path.size() == 2) {
            Keywords.IMPORTABLE.forEach(nesting::importKeyword);
        } else if (Keywords.IMPORTABLE.contains(path.get(2))) {
            nesting.importKeyword(path.get(2));
        } else {
            return Optional.of("`" + Slips.shown(path.get(2)) + "` is no keyword that can be imported; these are: "
                    + String.join(", ", Keywords.IMPORTABLE));
        }
        return Optional.empty();
    }
}

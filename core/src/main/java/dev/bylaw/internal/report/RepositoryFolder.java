package dev.bylaw.internal.report;

import dev.bylaw.workspace.Location;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the checked folder lies in its repository: CI systems want paths that begin at the root of the repository.
 *
 * @param path the path from the root of the repository, with {@code /}; empty text for the root itself
 */
record RepositoryFolder(String path) {
    RepositoryFolder {
        Objects.requireNonNull(path, "path is null");
        if (path.startsWith("/") || path.endsWith("/")) {
            throw new IllegalArgumentException(
                    "a path from the root of the repository begins and ends without '/', not " + Inert.line(path));
        }
    }

    /** {@return the path of a file from the root of the repository} */
    String file(String file) {
        return path.isEmpty() ? file : path + "/" + file;
    }

    /** {@return the path, line and column of a place, as compilers print them} */
    String place(Location at) {
        return file(at.file()) + ":" + at.start().line() + ":" + at.start().column();
    }

    /** A relative link to the line of a place; empty where the path could lead out of the repository. */
    Optional<String> link(Location at) {
        StringBuilder uri = new StringBuilder();
        for (String part : file(at.file()).split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return Optional.empty();
            }
            uri.append(uri.length() == 0 ? "" : "/")
                    .append(URLEncoder.encode(part, StandardCharsets.UTF_8)
                            .replace("+", "%20")
                            .replace("*", "%2A"));
        }
        return Optional.of(uri + "#L" + at.start().line());
    }
}

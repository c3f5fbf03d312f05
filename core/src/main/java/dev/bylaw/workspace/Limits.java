package dev.bylaw.workspace;

/**
 * How much input is read. What lies beyond a limit is a {@link Problem} of kind {@link Problem.Kind#LIMIT_EXCEEDED} that
 * names the limit; the rest of the input is still read. Immutable.
 *
 * @param textFileBytes the largest text file (YAML, SQL, Markdown, JSON contracts), in bytes
 * @param artifactBytes the largest build artifact ({@code manifest.json}, {@code catalog.json}), in bytes
 * @param files how many files one tree may hold
 * @param directoryDepth how many directories may lie inside each other
 * @param yamlDepth how many collections of a YAML document may lie inside each other
 * @param yamlNodes how many values a YAML file may have, each use of an alias counted with all that it stands for
 * @param jsonDepth how many collections of a JSON document may lie inside each other
 * @param jsonValues how many values of a JSON document are kept
 * @param problemsPerFile how many problems, and how many notices, of one file are listed
 */
public record Limits(
        long textFileBytes,
        long artifactBytes,
        int files,
        int directoryDepth,
        int yamlDepth,
        int yamlNodes,
        int jsonDepth,
        int jsonValues,
        int problemsPerFile) {
    /** 16 MiB. */
    public static final long DEFAULT_TEXT_FILE_BYTES = 16L << 20;
    /** 512 MiB. */
    public static final long DEFAULT_ARTIFACT_BYTES = 512L << 20;
    /** 500,000 files. */
    public static final int DEFAULT_FILES = 500_000;
    /** 100 directories. */
    public static final int DEFAULT_DIRECTORY_DEPTH = 100;
    /** 100 collections. */
    public static final int DEFAULT_YAML_DEPTH = 100;
    /** 1,000,000 values. */
    public static final int DEFAULT_YAML_NODES = 1_000_000;
    /** 200 collections. */
    public static final int DEFAULT_JSON_DEPTH = 200;
    /** 20,000,000 values. */
    public static final int DEFAULT_JSON_VALUES = 20_000_000;
    /** 100 problems. */
    public static final int DEFAULT_PROBLEMS_PER_FILE = 100;

    /** The limits that hold where none are given. */
    public static final Limits DEFAULT = new Limits(
            DEFAULT_TEXT_FILE_BYTES,
            DEFAULT_ARTIFACT_BYTES,
            DEFAULT_FILES,
            DEFAULT_DIRECTORY_DEPTH,
            DEFAULT_YAML_DEPTH,
            DEFAULT_YAML_NODES,
            DEFAULT_JSON_DEPTH,
            DEFAULT_JSON_VALUES,
            DEFAULT_PROBLEMS_PER_FILE);

    /** Files beyond 1 GiB are read in no case, since a text is held as one array. */
    private static final long MOST_BYTES = 1L << 30;

    /** The depth up to which nested data can be handled with the stack of a usual thread. */
    private static final int MOST_DEPTH = 1000;

    /** Checks that every limit is positive and none is beyond what can be handled. */
    public Limits {
        check("textFileBytes", textFileBytes, MOST_BYTES);
        check("artifactBytes", artifactBytes, Long.MAX_VALUE);
        check("files", files, Integer.MAX_VALUE);
        check("directoryDepth", directoryDepth, MOST_DEPTH);
        check("yamlDepth", yamlDepth, MOST_DEPTH);
        check("yamlNodes", yamlNodes, Integer.MAX_VALUE);
        check("jsonDepth", jsonDepth, MOST_DEPTH);
        check("jsonValues", jsonValues, Integer.MAX_VALUE);
        check("problemsPerFile", problemsPerFile, Integer.MAX_VALUE);
    }

    private static void check(String name, long value, long most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " must be from 1 to " + most + ": " + value);
        }
    }

    /** {@return these limits with another size of text files} */
    public Limits withTextFileBytes(long bytes) {
        return new Limits(
                bytes,
                artifactBytes,
                files,
                directoryDepth,
                yamlDepth,
                yamlNodes,
                jsonDepth,
                jsonValues,
                problemsPerFile);
    }

    /** {@return these limits with another size of artifacts} */
    public Limits withArtifactBytes(long bytes) {
        return new Limits(
                textFileBytes,
                bytes,
                files,
                directoryDepth,
                yamlDepth,
                yamlNodes,
                jsonDepth,
                jsonValues,
                problemsPerFile);
    }

    /** {@return these limits with another number of files and another depth of directories} */
    public Limits withTree(int newFiles, int newDirectoryDepth) {
        return new Limits(
                textFileBytes,
                artifactBytes,
                newFiles,
                newDirectoryDepth,
                yamlDepth,
                yamlNodes,
                jsonDepth,
                jsonValues,
                problemsPerFile);
    }

    /** {@return these limits with other limits of YAML documents} */
    public Limits withYaml(int depth, int nodes) {
        return new Limits(
                textFileBytes,
                artifactBytes,
                files,
                directoryDepth,
                depth,
                nodes,
                jsonDepth,
                jsonValues,
                problemsPerFile);
    }

    /** {@return these limits with other limits of JSON documents} */
    public Limits withJson(int depth, int values) {
        return new Limits(
                textFileBytes,
                artifactBytes,
                files,
                directoryDepth,
                yamlDepth,
                yamlNodes,
                depth,
                values,
                problemsPerFile);
    }

    /** {@return these limits with another number of problems for each file} */
    public Limits withProblemsPerFile(int problems) {
        return new Limits(
                textFileBytes,
                artifactBytes,
                files,
                directoryDepth,
                yamlDepth,
                yamlNodes,
                jsonDepth,
                jsonValues,
                problems);
    }
}

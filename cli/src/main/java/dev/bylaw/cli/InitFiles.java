package dev.bylaw.cli;

import dev.bylaw.ReportWriters;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts that {@code init} writes. */
final class InitFiles {
    private static final Pattern STAGES =
            Pattern.compile("(?m)^stages:((?:[ \\t]*\\[[^\\]]*\\])|(?:\\s*\\n\\s*-[^\\n]*)+)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]*[A-Za-z0-9_]");

    /** Letters, digits and marks that mean nothing to a shell in quotes, YAML, Groovy or the expressions of a CI system. */
    private static final Pattern HARMLESS = Pattern.compile("[\\p{L}\\p{N}._/@+ -]*");

    private static final String JAR = "java -jar \"${BYLAW_JAR:?must name bylaw.jar}\" check ";

    private InitFiles() {}

    static String settings(Path folder, FoundProducts found) {
        StringBuilder text = new StringBuilder("# Settings of Bylaw for this folder.");
        text.append(found.isEmpty() ? " No data product was found in it yet.\n" : " Found in it:\n");
        found.projects()
                .forEach((at, name) -> line(text, "dbt project " + (name.isEmpty() ? "" : name + " ") + "in " + at));
        found.manifests().forEach(file -> line(text, "data product " + file));
        found.contracts().forEach(file -> line(text, "contract " + file));
        return text.append("""
                # 'bylaw rules list' names the rules, 'bylaw rules show ID' the parameters of one.

                # The name of those who set this, for messages.
                name: %s

                # Who they are: guild, domain or product.
                layer: domain

                # The least severity that fails a run: error or warning.
                fail_on: error

                # What happens where a rule cannot tell: fail keeps the run from passing, report only says so.
                undecided: report

                # Folders with your own rules, in this folder or below.
                # policies: [governance/rules]

                # Severity (error, warning, info) and parameters of single rules.
                # rules:
                #   bylaw/secure/standard-roles:
                #     severity: warning
                #     parameters:
                #       roles: [data-consumer]
                """.formatted(quoted(name(folder, found)))).toString();
    }

    private static void line(StringBuilder text, String found) {
        text.append("#   ")
                .append(found.replaceAll("\\p{C}|\\u2028|\\u2029", "?"))
                .append('\n');
    }

    /** The name of the only project, or of the folder. */
    private static String name(Path folder, FoundProducts found) {
        if (found.projects().size() == 1) {
            String only = found.projects().get(found.projects().firstKey());
            if (!only.isEmpty()) {
                return only;
            }
        }
        return folder.getFileName() == null ? "products" : folder.getFileName().toString();
    }

    private static String quoted(String name) {
        return '"'
                + name.replaceAll("\\p{C}|\\u2028|\\u2029", "?")
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                + '"';
    }

    /** The path as an argument of a command in a shell. */
    private static String argument(String path) {
        if (!HARMLESS.matcher(path).matches()) {
            throw new UsageException(
                    "the path " + path + " has characters that cannot be written into a CI step safely;"
                            + " rename the folder, or run init in the root of the repository");
        }
        String safe = path.startsWith("-") ? "./" + path : path;
        return safe.contains(" ") ? "\"" + safe + "\"" : safe;
    }

    static String gitlab(String path, String pipeline) {
        boolean quality = ReportWriters.formats().contains("gitlab");
        String output = quality ? " --format gitlab=bylaw-quality.json" : " --format sarif=bylaw.sarif";
        return """
                # Checks data products with Bylaw. To run it, .gitlab-ci.yml includes this file:
                #   include:
                #     - local: .gitlab/bylaw.yml
                # The variable BYLAW_JAR names bylaw.jar, for example in a cache or an image of your own.
                # To let only new violations of a merge request fail, add
                #   --base "$CI_MERGE_REQUEST_DIFF_BASE_SHA" --fail-on new-error
                # which needs the history: variables: {GIT_DEPTH: "0"}
                bylaw:
                  stage: %s
                  image: eclipse-temurin:17-jre
                  rules:
                    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
                    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
                  script:
                    - |
                      %s
                  artifacts:
                    when: always
                %s""".formatted(
                stage(pipeline),
                JAR + argument(path) + " --format text" + output,
                quality ? "    reports:\n      codequality: bylaw-quality.json\n" : "    paths: [bylaw.sarif]\n");
    }

    /** A stage that the pipeline has: test, or else its first. */
    private static String stage(String pipeline) {
        Matcher stages = STAGES.matcher(pipeline);
        if (!stages.find()) {
            return "test";
        }
        List<String> names = WORD.matcher(
                        stages.group(1).replaceAll("(?m)#.*$", " ").replaceAll("(?m)^\\s*-\\s", " "))
                .results()
                .map(result -> result.group())
                .toList();
        return names.isEmpty() || names.contains("test") ? "test" : names.get(0);
    }

    static String github(String path) {
        return """
                # Checks data products with Bylaw.
                # The variable BYLAW_JAR of the repository names bylaw.jar, for example one in it.
                # To let only new violations of a pull request fail, add
                #   --base "origin/$GITHUB_BASE_REF" --fail-on new-error
                name: bylaw
                on:
                  pull_request:
                permissions:
                  contents: read
                jobs:
                  bylaw:
                    runs-on: ubuntu-latest
                    steps:
                      - uses: actions/checkout@v4
                        with:
                          fetch-depth: 0
                      - uses: actions/setup-java@v4
                        with:
                          distribution: temurin
                          java-version: "17"
                      - env:
                          BYLAW_JAR: ${{ vars.BYLAW_JAR }}
                        run: |
                          %s
                      - if: always()
                        uses: actions/upload-artifact@v4
                        with:
                          name: bylaw
                          path: bylaw.sarif
                """.formatted(JAR + argument(path) + " --format text --format sarif=bylaw.sarif");
    }

    static String jenkins(String path) {
        return """
                // Checks data products with Bylaw. Put this stage among the stages of the Jenkinsfile.
                // The environment variable BYLAW_JAR names bylaw.jar on the agent, which has a Java 17.
                // To let only new violations of a change request fail, add
                //   --base "origin/$CHANGE_TARGET" --fail-on new-error
                stage('Bylaw') {
                    steps {
                        sh '''
                            %s
                        '''
                    }
                    post {
                        always {
                            archiveArtifacts artifacts: 'bylaw.sarif', allowEmptyArchive: true
                        }
                    }
                }
                """.formatted(JAR + argument(path) + " --format text --format sarif=bylaw.sarif");
    }
}

package dev.bylaw;

import dev.bylaw.rule.Severity;
import dev.bylaw.workspace.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How one check behaves. Immutable.
 *
 * <pre>{@code
 * CheckOptions options = CheckOptions.DEFAULT.withTarget("prod").withThreads(4);
 * }</pre>
 */
public final class CheckOptions {
    /** How long a check may take unless said otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

    /** As the command line checks without options. */
    public static final CheckOptions DEFAULT = new CheckOptions(new Builder());

    private final Limits limits;
    private final Duration timeout;
    private final BooleanSupplier cancelled;
    private final int threads;
    private final Consumer<String> progress;
    private final Instant now;
    private final Severity failOn;
    private final boolean onlyNewFails;
    private final boolean undecidedFails;
    private final boolean explained;
    private final List<String> rules;
    private final Optional<String> target;
    private final Optional<String> profilesDirectory;
    private final Optional<String> adapter;
    private final String variables;
    private final SortedMap<String, String> environment;
    private final Optional<String> manifest;

    private CheckOptions(Builder builder) {
        this.limits = builder.limits;
        this.timeout = builder.timeout;
        this.cancelled = builder.cancelled;
        this.threads = builder.threads;
        this.progress = builder.progress;
        this.now = builder.now;
        this.failOn = builder.failOn;
        this.onlyNewFails = builder.onlyNewFails;
        this.undecidedFails = builder.undecidedFails;
        this.explained = builder.explained;
        this.rules = List.copyOf(builder.rules);
        this.target = builder.target;
        this.profilesDirectory = builder.profilesDirectory;
        this.adapter = builder.adapter;
        this.variables = builder.variables;
        this.environment = Collections.unmodifiableSortedMap(new TreeMap<>(builder.environment));
        this.manifest = builder.manifest;
    }

    /** Collects changes; only the methods of the options use it. */
    private static final class Builder {
        private Limits limits = Limits.DEFAULT;
        private Duration timeout = DEFAULT_TIMEOUT;
        private BooleanSupplier cancelled = () -> false;
        private int threads = 1;
        private Consumer<String> progress = text -> {};
        private Instant now = Instant.EPOCH;
        private Severity failOn = Severity.ERROR;
        private boolean onlyNewFails;
        private boolean undecidedFails;
        private boolean explained;
        private List<String> rules = List.of();
        private Optional<String> target = Optional.empty();
        private Optional<String> profilesDirectory = Optional.empty();
        private Optional<String> adapter = Optional.empty();
        private String variables = "";
        private SortedMap<String, String> environment = new TreeMap<>();
        private Optional<String> manifest = Optional.empty();

        Builder() {}

        Builder(CheckOptions options) {
            limits = options.limits;
            timeout = options.timeout;
            cancelled = options.cancelled;
            threads = options.threads;
            progress = options.progress;
            now = options.now;
            failOn = options.failOn;
            onlyNewFails = options.onlyNewFails;
            undecidedFails = options.undecidedFails;
            explained = options.explained;
            rules = options.rules;
            target = options.target;
            profilesDirectory = options.profilesDirectory;
            adapter = options.adapter;
            variables = options.variables;
            environment = options.environment;
            manifest = options.manifest;
        }
    }

    private CheckOptions with(Consumer<Builder> change) {
        Builder builder = new Builder(this);
        change.accept(builder);
        return new CheckOptions(builder);
    }

    /** {@return how much input is read} */
    public Limits limits() {
        return limits;
    }

    /** {@return the same options with other limits of the input} */
    public CheckOptions withLimits(Limits value) {
        return with(builder -> builder.limits = Objects.requireNonNull(value, "limits is null"));
    }

    /** {@return how long the whole check may take} */
    public Duration timeout() {
        return timeout;
    }

    /** {@return the time limit in nanoseconds; of one that is longer than a number holds, the longest} */
    static long nanos(CheckOptions options) {
        Duration longest = Duration.ofNanos(Long.MAX_VALUE);
        return options.timeout.compareTo(longest) > 0 ? Long.MAX_VALUE : options.timeout.toNanos();
    }

    /** {@return the same options with another time limit, more than nothing} */
    public CheckOptions withTimeout(Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("a check takes some time: " + value);
        }
        return with(builder -> builder.timeout = Objects.requireNonNull(value, "timeout is null"));
    }

    /** {@return what is asked from time to time; once it says true the check ends} */
    public BooleanSupplier cancelled() {
        return cancelled;
    }

    /** {@return the same options with another way to cancel; it is asked from several threads} */
    public CheckOptions withCancelled(BooleanSupplier value) {
        return with(builder -> builder.cancelled = Objects.requireNonNull(value, "cancelled is null"));
    }

    /** {@return how many threads work} */
    public int threads() {
        return threads;
    }

    /** {@return the same options with another number of threads, at least 1; the report does not depend on it} */
    public CheckOptions withThreads(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("at least one thread works: " + value);
        }
        return with(builder -> builder.threads = value);
    }

    /** {@return what takes a line of text for each part of the work that begins} */
    public Consumer<String> progress() {
        return progress;
    }

    /** {@return the same options with another receiver of progress} */
    public CheckOptions withProgress(Consumer<String> value) {
        return with(builder -> builder.progress = Objects.requireNonNull(value, "progress is null"));
    }

    /** {@return the time that rules see, the same throughout} */
    public Instant now() {
        return now;
    }

    /** {@return the same options with another time for rules} */
    public CheckOptions withNow(Instant value) {
        return with(builder -> builder.now = Objects.requireNonNull(value, "now is null"));
    }

    /** {@return the least severity that fails the run} */
    public Severity failOn() {
        return failOn;
    }

    /** {@return the same options with another least severity that fails the run} */
    public CheckOptions withFailOn(Severity value) {
        return with(builder -> builder.failOn = Objects.requireNonNull(value, "failOn is null"));
    }

    /** {@return whether a violation fails the run only where the base does not have it} */
    public boolean onlyNewFails() {
        return onlyNewFails;
    }

    /** {@return the same options where only violations that the base does not have fail the run, or all} */
    public CheckOptions withOnlyNewFails(boolean value) {
        return with(builder -> builder.onlyNewFails = value);
    }

    /** {@return whether an undecided element keeps the run from passing} */
    public boolean undecidedFails() {
        return undecidedFails;
    }

    /** {@return the same options where an undecided element keeps the run from passing, or not} */
    public CheckOptions withUndecidedFails(boolean value) {
        return with(builder -> builder.undecidedFails = value);
    }

    /** {@return whether the report explains how rules came to what they say} */
    public boolean explained() {
        return explained;
    }

    /**
     * The same options with explanations, or without. They cost time: each finding is derived once more.
     *
     * @param value whether the report explains how rules came to what they say
     * @return the options
     */
    public CheckOptions withExplained(boolean value) {
        return with(builder -> builder.explained = value);
    }

    /** {@return ids of the rules to run, {@code *} for any text; none means all} */
    public List<String> rules() {
        return rules;
    }

    /** {@return the same options for some rules only: ids, in which {@code *} stands for any text} */
    public CheckOptions withRules(List<String> value) {
        return with(builder -> builder.rules = List.copyOf(value));
    }

    /** {@return the target of the dbt profile; empty for the profile's own} */
    public Optional<String> target() {
        return target;
    }

    /** {@return the same options with a target of the dbt profile} */
    public CheckOptions withTarget(String value) {
        return with(builder -> builder.target = Optional.of(value));
    }

    /** {@return the directory of {@code profiles.yml} in the sources; empty for that of the project} */
    public Optional<String> profilesDirectory() {
        return profilesDirectory;
    }

    /** {@return the same options with a directory of {@code profiles.yml} in the sources} */
    public CheckOptions withProfilesDirectory(String value) {
        return with(builder -> builder.profilesDirectory = Optional.of(value));
    }

    /** {@return the type of the dbt adapter; empty for what the profile says} */
    public Optional<String> adapter() {
        return adapter;
    }

    /** {@return the same options with a type of the dbt adapter, for example {@code athena}} */
    public CheckOptions withAdapter(String value) {
        return with(builder -> builder.adapter = Optional.of(value));
    }

    /** {@return dbt variables as a YAML mapping, as {@code dbt --vars}; empty text for none} */
    public String variables() {
        return variables;
    }

    /** {@return the same options with dbt variables as a YAML mapping} */
    public CheckOptions withVariables(String value) {
        return with(builder -> builder.variables = Objects.requireNonNull(value, "variables is null"));
    }

    /** {@return the environment variables that templates see; their values appear in no output} */
    public SortedMap<String, String> environment() {
        return environment;
    }

    /** {@return the same options with other environment variables for templates} */
    public CheckOptions withEnvironment(Map<String, String> value) {
        return with(builder -> builder.environment = new TreeMap<>(value));
    }

    /** {@return the path of a dbt {@code manifest.json} in the sources that is read in place of the project's files} */
    public Optional<String> manifest() {
        return manifest;
    }

    /** {@return the same options with a dbt manifest that is read in place of the project's files} */
    public CheckOptions withManifest(String value) {
        return with(builder -> builder.manifest = Optional.of(value));
    }
}

package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.Limits;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Origin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Collects what the templates of a project need. All but the name of the root project may be left out; what is left out
 * counts as not known, except variables and packages, which count as not there. Not thread-safe.
 */
public final class TemplatesBuilder {
    /** The version that {@code dbt_version} gives unless said otherwise: the one whose behaviour is followed. */
    public static final String DEFAULT_DBT_VERSION = "1.11.0";

    private final String rootPackage;
    private final Map<String, List<SourceFile>> macroFiles = new TreeMap<>();
    private final Map<String, Tree.Mapping> variables = new TreeMap<>();
    private final Map<String, List<String>> dispatch = new TreeMap<>();
    private final Set<String> missingPackages = new TreeSet<>();
    private Optional<String> incomplete = Optional.empty();
    private Tree.Mapping commandLineVariables = empty(Optional.empty());
    private Tree.Mapping target = empty(Optional.of("no profile says what the target is"));
    private String adapter = Adapters.UNKNOWN;
    private Map<String, String> environment = Map.of();
    private Function<Reference, Optional<List<String>>> columns = reference -> Optional.empty();
    private Supplier<Optional<Tree.Mapping>> graph = Optional::empty;
    private String dbtVersion = DEFAULT_DBT_VERSION;
    private Limits limits = Limits.DEFAULT;
    private BooleanSupplier cancelled = () -> false;

    /**
     * A builder.
     *
     * @param rootPackage the name of the root project
     */
    public TemplatesBuilder(String rootPackage) {
        this.rootPackage = Objects.requireNonNull(rootPackage, "rootPackage is null");
    }

    private static Tree.Mapping empty(Optional<String> open) {
        return new Tree.Mapping(Map.of(), open, Origin.DEFAULT);
    }

    /**
     * Adds the root project or an installed package.
     *
     * @param name its name in its project file
     * @param macros its {@code .sql} files in macro paths and generic test paths
     * @param projectVariables {@code vars} of its project file, not rendered
     * @return this builder
     */
    public TemplatesBuilder project(String name, List<SourceFile> macros, Tree.Mapping projectVariables) {
        macroFiles.put(name, List.copyOf(macros));
        variables.put(name, projectVariables);
        return this;
    }

    /** Sets the variables of the command line. */
    public TemplatesBuilder commandLineVariables(Tree.Mapping vars) {
        commandLineVariables = vars;
        return this;
    }

    /** Sets in which packages {@code adapter.dispatch} looks for the macros of a package: {@code dispatch} of the project. */
    public TemplatesBuilder dispatch(String macroNamespace, List<String> searchOrder) {
        dispatch.put(macroNamespace, List.copyOf(searchOrder));
        return this;
    }

    /**
     * Sets what {@code target} is.
     *
     * @param newTarget its entries; open if there are others
     */
    public TemplatesBuilder target(Tree.Mapping newTarget) {
        target = newTarget;
        return this;
    }

    /** Sets the type of the adapter, such as {@code athena}. */
    public TemplatesBuilder adapter(String type) {
        adapter = type.toLowerCase(Locale.ROOT);
        return this;
    }

    /** Sets the environment variables that templates may see; none unless said otherwise. */
    public TemplatesBuilder environment(Map<String, String> allowed) {
        environment = new LinkedHashMap<>(allowed);
        return this;
    }

    /** Adds a package that is declared and not installed, by the name that its macros have before the dot. */
    public TemplatesBuilder missingPackage(String name) {
        missingPackages.add(name);
        return this;
    }

    /**
     * Notes that there may be macros which are not here, so that a name nobody defines is not an error.
     *
     * @param reason why, for example that a macro path leads out of the root
     */
    public TemplatesBuilder incomplete(String reason) {
        incomplete = Optional.of(reason);
        return this;
    }

    /** Sets where the columns of relations come from. Must be thread-safe. */
    public TemplatesBuilder columns(Function<Reference, Optional<List<String>>> newColumns) {
        columns = newColumns;
        return this;
    }

    /** Sets what {@code graph} is. Must be thread-safe. */
    public TemplatesBuilder graph(Supplier<Optional<Tree.Mapping>> newGraph) {
        graph = newGraph;
        return this;
    }

    /** Sets what {@code dbt_version} is. */
    public TemplatesBuilder dbtVersion(String version) {
        dbtVersion = version;
        return this;
    }

    /** Sets how much one template may spend. */
    public TemplatesBuilder limits(Limits newLimits) {
        limits = newLimits;
        return this;
    }

    /** Sets what is asked now and then whether to stop. Must be thread-safe. */
    public TemplatesBuilder cancelled(BooleanSupplier hook) {
        cancelled = hook;
        return this;
    }

    /** What the target is; that its type is the adapter goes without saying. */
    private Tree.Mapping targetWithType() {
        if (adapter.equals(Adapters.UNKNOWN) || target.get("type").isPresent()) {
            return target;
        }
        Map<String, Tree.Entry> entries = new LinkedHashMap<>(target.entries());
        entries.put("type", new Tree.Entry(Optional.empty(), new Tree.Scalar(adapter, Origin.DEFAULT)));
        return new Tree.Mapping(entries, target.open(), target.origin());
    }

    /** {@return the templates} */
    public Templates build() {
        macroFiles.putIfAbsent(rootPackage, List.of());
        MacroLibrary macros = new MacroLibrary(rootPackage, adapter, dispatch, macroFiles);
        return new DbtTemplates(new ProjectContext(
                rootPackage,
                adapter,
                macros,
                Map.copyOf(variables),
                commandLineVariables,
                targetWithType(),
                Map.copyOf(environment),
                Collections.unmodifiableSet(new TreeSet<>(missingPackages)),
                incomplete,
                columns,
                graph,
                dbtVersion,
                limits,
                cancelled));
    }
}

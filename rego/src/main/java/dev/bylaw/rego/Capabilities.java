package dev.bylaw.rego;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a policy may use besides the builtins that compute: the builtins that reach outside or are not reproducible, and
 * functions of the embedder. Immutable; thread-safe as far as the functions are.
 *
 * <pre>{@code
 * Capabilities capabilities = Capabilities.NONE.grant(Grant.NOW).withFunction(owner);
 * Policy policy = Policy.compile(modules, Policy.Options.DEFAULT.withCapabilities(capabilities));
 * }</pre>
 *
 * <p>A policy that calls what is not granted does not compile; the error names the builtin, the reason and the place.
 */
public final class Capabilities {
    /** Nothing granted, no functions. */
    public static final Capabilities NONE = new Capabilities(
            EnumSet.noneOf(Grant.class),
            EnumSet.noneOf(Grant.class),
            new TreeMap<>(),
            ObjectValue.EMPTY,
            HttpOptions.DEFAULT);

    /**
     * What a command line may have as {@code opa} has it: the clock, random numbers and {@code opa.runtime}, but not the
     * network.
     */
    public static final Capabilities LOCAL = NONE.grant(Grant.NOW, Grant.RANDOM, Grant.UUID, Grant.RUNTIME);

    private final Set<Grant> grants;
    private final Set<Grant> replaceable;
    private final Map<String, RegoFunction> functions;
    private final ObjectValue runtime;
    private final HttpOptions http;

    private Capabilities(
            Set<Grant> grants,
            Set<Grant> replaceable,
            Map<String, RegoFunction> functions,
            ObjectValue runtime,
            HttpOptions http) {
        this.grants = Collections.unmodifiableSet(grants);
        this.replaceable = Collections.unmodifiableSet(replaceable);
        this.functions = Collections.unmodifiableMap(functions);
        this.runtime = runtime;
        this.http = http;
    }

    /**
     * Grants builtins.
     *
     * @param more what is granted besides what is already
     * @return the capabilities with them
     */
    public Capabilities grant(Grant... more) {
        return new Capabilities(with(grants, more), replaceable, functions, runtime, http);
    }

    /**
     * Lets policies name builtins that are not granted, so that tests can replace them by {@code with}. A call that is not
     * replaced ends the evaluation with the error {@code eval_grant_error}.
     *
     * @param more what may be named
     * @return the capabilities with them
     */
    public Capabilities replaceable(Grant... more) {
        return new Capabilities(grants, with(replaceable, more), functions, runtime, http);
    }

    private static Set<Grant> with(Set<Grant> some, Grant... more) {
        Set<Grant> all = EnumSet.noneOf(Grant.class);
        all.addAll(some);
        all.addAll(Arrays.asList(more));
        return all;
    }

    /**
     * Adds a function.
     *
     * @param function the function; its name must not be taken by another one
     * @return the capabilities with it
     * @throws IllegalArgumentException if there is a function of this name already
     */
    public Capabilities withFunction(RegoFunction function) {
        Map<String, RegoFunction> all = new TreeMap<>(functions);
        if (all.put(function.name(), function) != null) {
            throw new IllegalArgumentException("there is a function " + function.name() + " already");
        }
        return new Capabilities(grants, replaceable, all, runtime, http);
    }

    /**
     * Says what {@code opa.runtime} gives where it is granted; by default an empty object. OPA has the entries
     * {@code config}, {@code env}, {@code version} and {@code commit}.
     *
     * @param description what policies see
     * @return the capabilities with it
     */
    public Capabilities withRuntime(ObjectValue description) {
        Objects.requireNonNull(description, "description is null");
        return new Capabilities(grants, replaceable, functions, description, http);
    }

    /**
     * Says what {@code http.send} may do where it is granted.
     *
     * @param options the limits
     * @return the capabilities with them
     */
    public Capabilities withHttp(HttpOptions options) {
        Objects.requireNonNull(options, "options is null");
        return new Capabilities(grants, replaceable, functions, runtime, options);
    }

    /** {@return the granted builtins} */
    public Set<Grant> grants() {
        return grants;
    }

    /** {@return the builtins that are named only to be replaced} */
    public Set<Grant> replaceable() {
        return replaceable;
    }

    /** {@return the functions of the embedder, by name} */
    public Map<String, RegoFunction> functions() {
        return functions;
    }

    /** {@return what {@code opa.runtime} gives} */
    public ObjectValue runtime() {
        return runtime;
    }

    /** {@return what {@code http.send} may do} */
    public HttpOptions http() {
        return http;
    }
}

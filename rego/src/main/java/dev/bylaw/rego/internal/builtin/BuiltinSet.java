package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.Capabilities;
import dev.bylaw.rego.Grant;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The builtins that one policy may call: those that compute, those that are granted, and functions of the embedder. */
public final class BuiltinSet {
    private final Capabilities capabilities;
    private final Map<String, Builtin> functions = new HashMap<>();
    private final Map<Grant, Builtin> granted = new ConcurrentHashMap<>();

    /**
     * The builtins for some capabilities.
     *
     * @param capabilities what is granted
     * @throws IllegalArgumentException if a function has the name of a builtin
     */
    public BuiltinSet(Capabilities capabilities) {
        this.capabilities = Objects.requireNonNull(capabilities, "capabilities is null");
        for (RegoFunction function : capabilities.functions().values()) {
            if (Signatures.find(function.name()).isPresent()) {
                throw new IllegalArgumentException("there is a builtin " + function.name() + " already");
            }
            functions.put(function.name(), new EmbeddedFunction(function));
        }
    }

    /** {@return the builtin of this name, if a policy may name it} */
    public Optional<Builtin> find(String name) {
        Builtin function = functions.get(name);
        if (function != null) {
            return Optional.of(function);
        }
        Optional<Grant> grant = Grant.find(name);
        if (grant.isEmpty()) {
            Optional<Builtin> timeless = capabilities.grants().contains(Grant.NOW) ? Optional.empty() : timeless(name);
            return timeless.or(() -> Builtins.find(name));
        }
        if (capabilities.grants().contains(grant.get())) {
            return Optional.of(granted.computeIfAbsent(grant.get(), this::granted));
        }
        return capabilities.replaceable().contains(grant.get()) ? Optional.of(refusing(grant.get())) : Optional.empty();
    }

    /** The builtins that compare with the time of the evaluation, where there is no clock. */
    private static Optional<Builtin> timeless(String name) {
        return switch (name) {
            case "io.jwt.decode_verify" -> Optional.of(Tokens.checkWithoutClock());
            case "crypto.x509.parse_and_verify_certificates",
                    "crypto.x509.parse_and_verify_certificates_with_options" ->
                CertificateFunctions.verifiers(false).stream()
                        .filter(builtin -> builtin.name().equals(name))
                        .findFirst();
            default -> Optional.empty();
        };
    }

    private Builtin granted(Grant grant) {
        return switch (grant) {
            case RUNTIME ->
                Function.of(grant.builtin(), 0, (context, arguments) -> capabilities.runtime())
                        .unpredictable();
            case NOW, RANDOM, UUID -> Builtins.find(grant.builtin()).orElseThrow();
            case HTTP_SEND -> HttpSend.of(capabilities.http());
            case LOOKUP_IP_ADDRESS -> NameLookup.of(capabilities.http());
        };
    }

    /** A builtin that can only be replaced. */
    private static Builtin refusing(Grant grant) {
        int arity = Signatures.find(grant.builtin()).orElseThrow().arity();
        return Function.of(grant.builtin(), arity, (context, arguments) -> {
                    throw new RegoException(
                            List.of(new RegoError("eval_grant_error", refusal(grant), Optional.empty())));
                })
                .unpredictable();
    }

    private static String refusal(Grant grant) {
        return grant.builtin() + " is not granted: " + grant.reason();
    }

    /**
     * Why a name that OPA has is not there.
     *
     * @param name the name of a builtin
     * @return the reason; empty if the name is there, or is none of OPA's
     */
    public Optional<String> refusal(String name) {
        if (find(name).isPresent()) {
            return Optional.empty();
        }
        Optional<Grant> grant = Grant.find(name);
        if (grant.isPresent()) {
            return Optional.of("undefined function " + name + "; " + refusal(grant.get()));
        }
        return Signatures.find(name)
                .map(signature -> "undefined function " + name + "; this builtin of OPA is not supported here");
    }

    /** {@return what is declared of a name that is there} */
    public Optional<Signature> signature(String name) {
        RegoFunction function = capabilities.functions().get(name);
        return function == null ? Signatures.find(name) : Optional.of(EmbeddedFunction.signature(function));
    }

    /** {@return the names that a policy may call, sorted} */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(Builtins.names());
        names.addAll(functions.keySet());
        for (Grant grant : Grant.values()) {
            names.remove(grant.builtin());
            if (find(grant.builtin()).isPresent()) {
                names.add(grant.builtin());
            }
        }
        return names;
    }
}

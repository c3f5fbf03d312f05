package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.HttpOptions;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.net.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the name service, once for a name in an evaluation. */
final class NameLookup {
    private static final long POLL_MILLIS = 20;
    private static final long POLL_WORK = 4096;

    private NameLookup() {}

    /** The builtin, with the time limit and the hosts of requests. */
    static Builtin of(HttpOptions options) {
        return Function.of("net.lookup_ip_addr", 1, (context, arguments) -> {
                    String name = Operand.string(arguments, 1);
                    if (!options.hosts().test(name)) {
                        throw BuiltinException.of("disallowed host: " + name);
                    }
                    return context.kept("net.lookup_ip_addr", arguments[0], () -> lookup(context, name, options));
                })
                .unpredictable();
    }

    private static Value lookup(BuiltinContext context, String name, HttpOptions options) {
        IpAddress literal = IpAddress.parse(name);
        if (literal != null) {
            return SetValue.of(StringValue.of(literal.toString()));
        }
        CompletableFuture<InetAddress[]> future = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        future.complete(InetAddress.getAllByName(name));
                    } catch (UnknownHostException | RuntimeException e) {
                        future.completeExceptionally(e);
                    }
                },
                "bylaw-rego-lookup");
        thread.setDaemon(true);
        thread.start();
        long deadline = System.nanoTime() + options.timeout().toNanos();
        while (true) {
            try {
                SetValue.Builder found = SetValue.builder();
                for (InetAddress address : future.get(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    found.add(StringValue.of(IpAddress.of(address.getAddress()).toString()));
                }
                return found.build();
            } catch (TimeoutException e) {
                context.work(POLL_WORK);
                if (System.nanoTime() - deadline > 0) {
                    throw BuiltinException.of("lookup " + name + ": i/o timeout");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                context.work(POLL_WORK);
                throw BuiltinException.of("lookup " + name + ": interrupted");
            } catch (ExecutionException e) {
                throw BuiltinException.of("lookup " + name + ": no such host");
            }
        }
    }
}

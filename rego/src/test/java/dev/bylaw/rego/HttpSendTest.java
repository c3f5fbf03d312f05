package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code http.send} against a server on this machine. */
class HttpSendTest {
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private HttpServer server;
    private String base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.computeIfAbsent(path, name -> new AtomicInteger()).incrementAndGet();
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int code = 200;
        String body = "";
        switch (path) {
            case "/json" -> {
                exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
                body = "{\"a\": [1, 2.50]}";
            }
            case "/broken" -> {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                body = "{";
            }
            case "/yaml" -> body = "a: [x]";
            case "/echo" ->
                body = exchange.getRequestMethod() + " " + sent + " "
                        + exchange.getRequestHeaders().getFirst("X-Mine") + " "
                        + exchange.getRequestHeaders().getFirst("Authorization");
            case "/missing" -> code = 404;
            case "/unstable" -> code = 500;
            case "/large" -> body = "x".repeat(5000);
            case "/redirect" -> {
                code = 302;
                exchange.getResponseHeaders().add("Location", "/json");
            }
            case "/elsewhere" -> {
                code = 307;
                exchange.getResponseHeaders().add("Location", base.replace("127.0.0.1", "localhost") + "/echo");
            }
            case "/scheme" -> {
                code = 302;
                exchange.getResponseHeaders().add("Location", "ftp://127.0.0.1/x");
            }
            case "/round" -> {
                code = 302;
                exchange.getResponseHeaders().add("Location", "/round");
            }
            case "/slow" -> {
                try {
                    Thread.sleep(10_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            default -> {}
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Policy compile(String text, HttpOptions options) {
        return Policy.compile(
                List.of(RegoModule.parse("p.rego", text)),
                Policy.Options.DEFAULT.withCapabilities(
                        Capabilities.NONE.grant(Grant.HTTP_SEND).withHttp(options)));
    }

    private Value send(String request, HttpOptions options, EvaluationOptions how) {
        String module = "package p\nx := http.send(" + request.replace("BASE", base) + ")";
        return compile(module, options)
                .prepare("x = data.p.x")
                .evaluate(ObjectValue.EMPTY, how)
                .solutions()
                .get(0)
                .bindings()
                .get("x");
    }

    private ObjectValue send(String request) {
        return (ObjectValue) send(
                request, HttpOptions.DEFAULT, EvaluationOptions.DEFAULT.withErrors(EvaluationOptions.ErrorMode.FAIL));
    }

    private String error(String request, HttpOptions options) {
        try {
            return "no error, but "
                    + send(request, options, EvaluationOptions.DEFAULT.withErrors(EvaluationOptions.ErrorMode.FAIL));
        } catch (RegoException e) {
            return e.getMessage();
        }
    }

    @Test
    void givesWhatTheServerAnswers() {
        ObjectValue answer = send("{\"method\": \"get\", \"url\": \"BASE/json\"}");
        assertThat(answer.get("status")).hasToString("\"200 OK\"");
        assertThat(answer.get("status_code")).hasToString("200");
        assertThat(answer.get("body")).hasToString("{\"a\": [1, 2.50]}");
        assertThat(answer.get("raw_body")).hasToString("\"{\\\"a\\\": [1, 2.50]}\"");
        assertThat(((ObjectValue) answer.get("headers")).get("content-type"))
                .hasToString("[\"application/json; charset=utf-8\"]");
    }

    @Test
    void decodesBodiesAsTold() {
        assertThat(send("{\"method\": \"get\", \"url\": \"BASE/broken\"}").get("body"))
                .hasToString("null");
        assertThat(send("{\"method\": \"get\", \"url\": \"BASE/yaml\"}").get("body"))
                .hasToString("null");
        assertThat(send("{\"method\": \"get\", \"url\": \"BASE/yaml\", \"force_yaml_decode\": true}")
                        .get("body"))
                .hasToString("{\"a\": [\"x\"]}");
        assertThat(send("{\"method\": \"get\", \"url\": \"BASE/missing\"}").get("status"))
                .hasToString("\"404 Not Found\"");
    }

    @Test
    void sendsMethodBodyAndHeaders() {
        String common = "{\"method\": \"post\", \"url\": \"BASE/echo\", \"headers\": {\"X-Mine\": \"m\"}, ";
        assertThat(send(common + "\"body\": {\"b\": 1}}").get("raw_body")).hasToString("\"POST {\\\"b\\\":1} m null\"");
        assertThat(send(common + "\"body\": 1, \"raw_body\": \"raw\"}").get("raw_body"))
                .hasToString("\"POST raw m null\"");
    }

    @Test
    void followsRedirectsWithinItsLimits() {
        assertThat(send("{\"method\": \"get\", \"url\": \"BASE/redirect\"}").get("status_code"))
                .hasToString("302");
        String follow =
                "\", \"enable_redirect\": true, \"headers\": {\"Authorization\": \"secret\", \"X-Mine\": \"m\"}}";
        assertThat(send("{\"method\": \"get\", \"url\": \"BASE/redirect" + follow)
                        .get("status_code"))
                .hasToString("200");
        // Another host gets no secrets.
        assertThat(send("{\"method\": \"get\", \"url\": \"BASE/elsewhere" + follow)
                        .get("raw_body"))
                .hasToString("\"GET  m null\"");
        assertThat(error("{\"method\": \"get\", \"url\": \"BASE/scheme" + follow, HttpOptions.DEFAULT))
                .contains("a redirect to another scheme is not followed: ftp://");
        assertThat(error("{\"method\": \"get\", \"url\": \"BASE/round" + follow, HttpOptions.DEFAULT))
                .contains("stopped after 10 redirects");
    }

    @Test
    void keepsToTheLimitsOfTheEmbedder() {
        String large = "{\"method\": \"get\", \"url\": \"BASE/large\"}";
        assertThat(error(large, HttpOptions.DEFAULT.withMaxResponseBytes(4999)))
                .contains("the body is longer than 4999 bytes");
        assertThat(error(large, HttpOptions.DEFAULT.withHosts(host -> host.equals("example.com"))))
                .contains("disallowed host: 127.0.0.1");
        assertThat(error(
                        "{\"method\": \"get\", \"url\": \"BASE/slow\"}",
                        HttpOptions.DEFAULT.withTimeout(Duration.ofMillis(100))))
                .contains("request timed out");
        assertThat(error("{\"method\": \"get\", \"url\": \"BASE/slow\", \"timeout\": \"50ms\"}", HttpOptions.DEFAULT))
                .contains("request timed out");
        assertThat(error(
                        "{\"method\": \"get\", \"url\": \"BASE/round\", \"enable_redirect\": true}",
                        HttpOptions.DEFAULT.withMaxRequests(3)))
                .contains("more than 3 requests in one evaluation");
        assertThatThrownBy(() -> HttpOptions.DEFAULT.withMaxRequests(0)).hasMessageContaining("must be positive");
    }

    @Test
    void sendsTheSameRequestOnceInAnEvaluation() {
        String module = """
                package p
                f(path) := http.send({"method": "get", "url": concat("", ["BASE", path])}).status_code
                x := [f("/json"), f("/json"), f("/unstable")]
                y := [f("/json"), http.send({"method": "get", "url": "BASE/unstable"}).status_code]
                """.replace("BASE", base);
        PreparedQuery query = compile(module, HttpOptions.DEFAULT).prepare("[data.p.x, data.p.y]");
        query.evaluate(ObjectValue.EMPTY, EvaluationOptions.DEFAULT);
        assertThat(requests.get("/json")).hasValue(1);
        query.evaluate(ObjectValue.EMPTY, EvaluationOptions.DEFAULT);
        assertThat(requests.get("/json")).hasValue(2);
        assertThat(requests.get("/unstable").get()).isGreaterThan(2);
    }

    @Test
    void tellsOfFaultsAsAskedFor() {
        int port = server.getAddress().getPort();
        server.stop(0);
        String request = "{\"method\": \"get\", \"url\": \"http://127.0.0.1:" + port + "/\", \"raise_error\": ";
        assertThat(error(request + "true}", HttpOptions.DEFAULT))
                .contains("http.send: Get \"http://127.0.0.1:" + port + "/\": connection refused");
        ObjectValue answer = send(request + "false}");
        assertThat(answer.get("status_code")).hasToString("0");
        assertThat(((ObjectValue) answer.get("error")).get("code")).hasToString("\"eval_http_send_network_error\"");
        assertThat(error("{\"method\": 1, \"url\": \"x\"}", HttpOptions.DEFAULT))
                .contains("\"method\" must be a string");
        assertThat(error("{\"method\": \"get\", \"url\": \"file:///etc/passwd\"}", HttpOptions.DEFAULT))
                .contains("unsupported protocol scheme \"file\"");
        assertThat(error("{\"method\": \"get\", \"url\": \"BASE/\", \"tls_ca_cert_file\": \"x\"}", HttpOptions.DEFAULT))
                .contains("tls_ca_cert_file is not supported");
        assertThat(error("{\"method\": \"get\", \"url\": \"BASE/\", \"force_cache\": true}", HttpOptions.DEFAULT))
                .contains("'force_cache_duration_seconds' parameter is missing");
    }

    @Test
    void endsWithTheEvaluation() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Thread canceller = new Thread(() -> {
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            cancelled.set(true);
        });
        canceller.start();
        assertThatThrownBy(() -> send(
                        "{\"method\": \"get\", \"url\": \"BASE/slow\"}",
                        HttpOptions.DEFAULT,
                        EvaluationOptions.DEFAULT.withCancelled(cancelled::get)))
                .hasMessageContaining("cancelled");
    }

    @Test
    void looksUpNames() {
        Policy policy = Policy.compile(
                List.of(RegoModule.parse("p.rego", """
                        package p
                        literal := net.lookup_ip_addr("10.1.2.3")
                        six := net.lookup_ip_addr("::0001")
                        local := "127.0.0.1" in net.lookup_ip_addr("localhost")
                        wrong := net.lookup_ip_addr("no-such-host.invalid")
                        """)),
                Policy.Options.DEFAULT.withCapabilities(Capabilities.NONE.grant(Grant.LOOKUP_IP_ADDRESS)));
        assertThat(policy.prepare("x = data.p")
                        .evaluate(ObjectValue.EMPTY, EvaluationOptions.DEFAULT)
                        .solutions()
                        .get(0)
                        .bindings()
                        .get("x"))
                .hasToString("{\"literal\": {\"10.1.2.3\"}, \"local\": true, \"six\": {\"::1\"}}");
    }
}

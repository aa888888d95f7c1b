using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Messages;

public sealed class RequestBodyTests
{
    // `zstd -19` of TestGateway.Body(stream: false)
    private const string ZstandardBody = "KLUv/QRonQIAQsYTEZB9Q0CBBukj96uN4Izi/OcS3eG5nnm63M34Qeofz5vP1eVq2YO/Dus376a9z5F57ODC2NEHhYhhHlcnbVZ70QefscvBNb0me/PTNUufBwCJkbak";

    private static byte[] Compress(byte[] plain, Func<Stream, Stream> wrap)
    {
        var compressed = new MemoryStream();
        using (Stream stream = wrap(compressed))
        {
            stream.Write(plain);
        }

        return compressed.ToArray();
    }

    private static byte[] Encode(string encoding, byte[] plain) => encoding switch
    {
        "gzip" => Compress(plain, stream => new GZipStream(stream, CompressionLevel.Fastest)),
        "br" => Compress(plain, stream => new BrotliStream(stream, CompressionLevel.Fastest)),
        _ => Convert.FromBase64String(ZstandardBody),
    };

    private static Task<HttpResponseMessage> PostAsync(TestGateway gateway, HttpContent content, string? encoding = null)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return gateway.Client.PostAsync("/v1/messages", content);
    }

    private static async Task<string> ErrorOf(HttpResponseMessage response) => (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!["message"]!;

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task CompressedBody_IsTaken(string encoding)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        using HttpResponseMessage response = await PostAsync(gateway, new ByteArrayContent(Encode(encoding, Encoding.UTF8.GetBytes(TestGateway.Body(stream: false)))), encoding);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(TestGateway.Body(stream: false, "upstream-model"), provider.Requests[0].Text);
        Assert.False(provider.Requests[0].Headers.ContainsKey("Content-Encoding"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task CorruptCompression_IsAnInvalidRequest(string encoding)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));

        using HttpResponseMessage response = await PostAsync(gateway, new ByteArrayContent("not compressed at all"u8.ToArray()), encoding);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(encoding, await ErrorOf(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownEncoding_IsNamed()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));

        using HttpResponseMessage response = await PostAsync(gateway, new ByteArrayContent([1]), "compress");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Contains("content-encoding", await ErrorOf(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BodyOf40Megabytes_IsTaken()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));
        string body = TestGateway.Body(stream: false).Replace("\"Hi\"", $"\"{new string('x', 40_000_000)}\"", StringComparison.Ordinal);

        using HttpResponseMessage response = await PostAsync(gateway, new ByteArrayContent(Encoding.UTF8.GetBytes(body)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(body.Length + "upstream-model".Length - "claude-test".Length, provider.Requests[0].Body.Length);
    }

    [Theory]
    [InlineData("length")]
    [InlineData("chunked")]
    [InlineData("gzip")]
    public async Task BodyOver64Megabytes_GetsAnthropics413(string way)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));
        byte[] large = new byte[(64 << 20) + 1];
        HttpContent content = way switch
        {
            "length" => new ByteArrayContent(large),
            "chunked" => new StreamContent(new UnseekableStream(large)),
            _ => new ByteArrayContent(Encode("gzip", large)),
        };

        using HttpResponseMessage response = await PostAsync(gateway, content, way == "gzip" ? "gzip" : null);

        JsonNode envelope = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("request_too_large", (string?)envelope["error"]!["type"]);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{", "not valid JSON")]
    [InlineData("[]", "JSON object")]
    [InlineData("""{"max_tokens":1,"messages":[{"role":"user","content":"x"}]}""", "model: Field required")]
    [InlineData("""{"model":"claude-test","messages":[{"role":"user","content":"x"}]}""", "max_tokens: Field required")]
    [InlineData("""{"model":"claude-test","max_tokens":1}""", "messages: Field required")]
    [InlineData("""{"model":7,"max_tokens":1,"messages":[]}""", "model: Input should be a string")]
    [InlineData("""{"model":"claude-test","max_tokens":"1","messages":[]}""", "max_tokens: Input should be an integer")]
    [InlineData("""{"model":"claude-test","max_tokens":1,"messages":"x"}""", "messages: Input should be an array")]
    [InlineData("""{"model":"claude-test","max_tokens":1,"messages":[{"role":"user"}]}""", "messages.0.content: Field required")]
    [InlineData("""{"model":"claude-test","max_tokens":1,"messages":[{"role":"user","content":"x"}],"stream":"yes"}""", "stream: Input should be true or false")]
    [InlineData("""{"model":"claude-test","max_tokens":1,"messages":[{"role":"user","content":"x"}],"tools":{}}""", "tools: Input should be an array")]
    public async Task BadBody_IsAnInvalidRequest_ThatNamesTheField(string body, string words)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));

        using HttpResponseMessage response = await gateway.PostAsync(body);

        JsonNode envelope = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid_request_error", (string?)envelope["error"]!["type"]);
        Assert.Contains(words, (string?)envelope["error"]!["message"], StringComparison.Ordinal);
        Assert.Equal(response.Headers.GetValues("request-id").Single(), (string?)envelope["request_id"]);
    }

    private sealed class UnseekableStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}

using System.Globalization;

namespace Router.Fleet.Tests.Redis;

/// <summary>Nodes in processes of their own over a real Redis: what they promise is kept when one is killed or frozen, and when Redis goes and comes.</summary>
public sealed class RedisFleetTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const long Plenty = 1_000_000_000_000;
    private const int Workers = 2; // of a tenant at a node
    private const long Most = 100_000; // that a request reserves

    private readonly List<string> _tenants = [];
    private readonly List<NodeProcess> _nodes = [];
    private RedisServer _redis = null!;

    [Fact]
    public async Task ConcurrentSpendOverTwoNodes_NeverExceedsTheBudget_AndAllOfItIsUsable()
    {
        const long Budget = 30_000_000;
        NodeProcess one = await StartAsync(Budget);
        NodeProcess two = await StartAsync(Budget);
        await Task.WhenAll(one.AskAsync("spend acme", "spent", 180), two.AskAsync("spend acme", "spent", 180));
        (long month, long reserved, _, _) = await StatusAsync(one, "acme");
        Books books = Books.Of(one, two);
        Assert.Equal((books.Settled.Values.Sum(), 0L), (month, reserved));
        Assert.InRange(month, Budget - Most + 1, Budget);
        Assert.NotEmpty(Books.Of(one).Settled);
        Assert.NotEmpty(Books.Of(two).Settled);
        output.WriteLine($"{books.Settled.Count} requests of two nodes spent {month} of {Budget}");
    }

    [Fact]
    public async Task NodeKilledUnderLoad_LosesNothingThatWasPromised()
    {
        NodeProcess one = await StartAsync(Plenty);
        NodeProcess two = await StartAsync(Plenty);
        NodeProcess three = await StartAsync(Plenty);
        await one.AskAsync("people", "people");
        string[] keys = [(await one.AskAsync("key", "key"))[1], (await two.AskAsync("key", "key"))[1], (await three.AskAsync("key", "key"))[1]];
        await one.AskAsync("put glm of-one", "put");
        await three.AskAsync("put kimi of-three", "put");
        Assert.Equal("Granted", (await three.AskAsync("enter slots", "entered"))[1]);
        Assert.Equal("Granted", (await three.AskAsync("enter slots", "entered"))[1]);
        await FindTenantsAsync(three);
        foreach (NodeProcess node in _nodes)
        {
            foreach (string tenant in _tenants)
            {
                node.Tell($"load {tenant}");
            }

            await node.HeardAsync(said => said.Words[0] == "settled", 0);
        }

        await one.HeardAsync(said => said.Words[0] == "settled", one.Said.Length + 200);
        long killed = Environment.TickCount64;
        three.Kill();
        await Task.WhenAll(new[] { one, two }.Select(node => node.HeardAsync(said => said.Words[0] == "settled" && said.At > killed + 8000, 0, 90)));
        foreach (NodeProcess node in new[] { one, two })
        {
            output.WriteLine($"killed: longest time between two settlements of one tenant at a surviving node {Gap(node, killed)} ms");
            Assert.InRange(Gap(node, killed), 0, 30_000);
        }

        // The slots that the dead node held are free again when its lease has passed.
        long asked = Environment.TickCount64;
        Assert.Equal("Granted", (await one.AskAsync("enter slots", "entered"))[1]);
        output.WriteLine($"killed: its slots were free {Environment.TickCount64 - killed} ms later, asked for {asked - killed} ms later");
        await StopLoadsAsync(one, two);

        NodeProcess again = await StartAsync(Plenty);
        foreach (string key in keys)
        {
            Assert.Equal("None", (await again.AskAsync($"check {key}", "check"))[1]);
        }

        Assert.Equal("of-one", (await again.AskAsync("get glm", "get"))[1]);
        Assert.Equal("of-three", (await two.AskAsync("get kimi", "get"))[1]);
        await again.AskAsync($"revoke {keys[2].Split('-')[2]}", "revoke");
        Assert.Equal("Revoked", (await two.AskAsync($"check {keys[2]}", "check"))[1]);
        await AssertBooksAsync(again, one, two, three);
    }

    [Fact]
    public async Task FrozenNode_IsGivenUp_AndEndsItselfWhenItWakes()
    {
        NodeProcess one = await StartAsync(Plenty);
        NodeProcess two = await StartAsync(Plenty);
        NodeProcess three = await StartAsync(Plenty);
        await FindTenantsAsync(three);
        foreach (NodeProcess node in _nodes)
        {
            foreach (string tenant in _tenants)
            {
                node.Tell($"load {tenant}");
            }

            await node.HeardAsync(said => said.Words[0] == "settled", 0);
        }

        long frozen = Environment.TickCount64;
        three.Freeze();
        await Task.WhenAll(new[] { one, two }.Select(node => node.HeardAsync(said => said.Words[0] == "settled" && said.At > frozen + 20_000, 0, 120)));
        foreach (NodeProcess node in new[] { one, two })
        {
            output.WriteLine($"frozen: longest time between two settlements of one tenant at a surviving node {Gap(node, frozen)} ms");
            Assert.InRange(Gap(node, frozen), 0, 45_000);
        }

        await StopLoadsAsync(one, two);
        three.Thaw();
        Assert.True(three.Ends(60), "the node that was given up must not go on");
        await AssertBooksAsync(one, one, two, three);
    }

    [Fact]
    public async Task RedisStoppedAndStarted_EverythingIsSettledAfterwards()
    {
        NodeProcess one = await StartAsync(Plenty);
        NodeProcess two = await StartAsync(Plenty);
        one.Tell("load a");
        two.Tell("load a");
        await one.HeardAsync(said => said.Words[0] == "settled", 0);
        await two.HeardAsync(said => said.Words[0] == "settled", 0);
        _redis.Kill();
        await one.HeardAsync(said => said.Words[0] == "posted", 0);
        await two.HeardAsync(said => said.Words[0] == "posted", 0);
        int from = one.Said.Length;
        await _redis.StartAsync();
        await one.HeardAsync(said => said.Words[0] == "settled", from);
        await StopLoadsAsync(one, two);
        (long month, long reserved, int open, _) = await Hosting.Until.Async(() => StatusOfAllAsync("a", one, two), status => status is { Open: 0, Outbox: 0 }, 60);
        Books books = Books.Of(one, two);
        Assert.NotEmpty(books.Posted);
        output.WriteLine($"Redis away: {books.Posted.Count} settlements waited, {books.Unwritten.Count} reservations were unwritten, {books.Settled.Count} were stored at once");
        Assert.Equal((books.Settled.Values.Sum() + books.Posted.Values.Sum(), 0L, 0), (month, reserved, open));
    }

    public async ValueTask InitializeAsync()
    {
        _redis = new RedisServer();
        await _redis.StartAsync();
    }

    public ValueTask DisposeAsync()
    {
        foreach (NodeProcess node in _nodes)
        {
            node.Dispose();
        }

        _redis?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<NodeProcess> StartAsync(long budget)
    {
        NodeProcess node = await NodeProcess.StartAsync(_redis.Address, budget);
        _nodes.Add(node);
        return node;
    }

    /// <summary>Six tenants, two of whose accounts live at one node.</summary>
    private async Task FindTenantsAsync(NodeProcess home)
    {
        int here = 0;
        for (int number = 0; here < 2 || _tenants.Count < 6; number++)
        {
            Assert.True(number < 200, "no account comes up at the node");
            string tenant = $"t{number}";
            await home.AskAsync($"status {tenant}", "status");
            bool isHere = string.Equals((await home.AskAsync($"owner {tenant}", "owner"))[1], "me", StringComparison.Ordinal);
            if (isHere ? here < 2 : _tenants.Count - here < 4)
            {
                _tenants.Add(tenant);
                here += isHere ? 1 : 0;
            }

            if (here == 2 && number > 20)
            {
                await _nodes[0].AskAsync($"status u{number}", "status");
                _tenants.Add($"u{number}");
            }
        }
    }

    private static async Task StopLoadsAsync(params NodeProcess[] nodes)
    {
        foreach (NodeProcess node in nodes)
        {
            await node.AskAsync("stop", "stopped");
        }
    }

    /// <summary>The longest time between two settlements of any one tenant from a moment on.</summary>
    private static long Gap(NodeProcess node, long from) => node.Said.Where(said => said.Words[0] == "settled" && said.At > from).GroupBy(said => said.Words[3], StringComparer.Ordinal).Max(tenant =>
    {
        long[] times = [from, .. tenant.Select(said => said.At)];
        return times.Zip(times.Skip(1), (before, after) => after - before).Max();
    });

    /// <summary>
    /// Everything that a client was told is charged: settlements as settled, reservations of the dead node that were not settled as reserved. What nobody was told,
    /// because its node died first, may be charged too.
    /// </summary>
    private async Task AssertBooksAsync(NodeProcess asked, NodeProcess one, NodeProcess two, NodeProcess dead)
    {
        long month = 0;
        foreach (string tenant in _tenants)
        {
            (long spent, long reserved, int open, int outbox) = await Hosting.Until.Async(
                async () => await StatusAsync(asked, tenant), status => status is { Open: 0 }, 60);
            Assert.Equal((0L, 0, 0), (reserved, open, outbox));
            month += spent;
        }

        Books living = Books.Of(one, two);
        Books gone = Books.Of(dead);
        Assert.Empty(living.Reserved.Keys.Concat(living.Unwritten.Keys).Except([.. living.Settled.Keys, .. living.Posted.Keys]));
        long known = living.Settled.Values.Sum() + living.Posted.Values.Sum() + gone.Settled.Values.Sum();
        // What the dead node could not store itself waits in its journal for its restart; its account may have heard of it all the same.
        long inDoubt = gone.Reserved.Concat(gone.Unwritten).Where(reservation => !gone.Settled.ContainsKey(reservation.Key)).Sum(reservation => reservation.Value);
        // Of each of its workers one request may be kept whose answer was not heard, and one more when it woke before it noticed that it was given up.
        Assert.InRange(month, known, known + inDoubt + (2 * _tenants.Count * Workers * Most));
    }

    private static async Task<(long Month, long Reserved, int Open, int Outbox)> StatusAsync(NodeProcess node, string tenant)
    {
        string[] words = await node.AskAsync($"status {tenant}", "status");
        return (Number(words[1]), Number(words[2]), (int)Number(words[3]), (int)Number(words[4]));
    }

    private static async Task<(long Month, long Reserved, int Open, int Outbox)> StatusOfAllAsync(string tenant, NodeProcess one, NodeProcess two)
    {
        var first = await StatusAsync(one, tenant);
        return first with { Outbox = first.Outbox + (await StatusAsync(two, tenant)).Outbox };
    }

    private static long Number(string word) => long.Parse(word, CultureInfo.InvariantCulture);
}

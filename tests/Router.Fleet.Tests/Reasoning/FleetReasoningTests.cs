using Router.Core.Configuration;
using Router.Fleet.Reasoning;
using Router.Fleet.Tests.Hosting;
using Router.Grains.Reasoning;
using Router.Protocol.Translation;

namespace Router.Fleet.Tests.Reasoning;

/// <summary>What a model thought before a call that one node relayed is there when the call's result comes to the other.</summary>
public sealed class FleetReasoningTests : IAsyncDisposable
{
    private static readonly ReasoningConfig Limits = new();
    private static readonly ToolCallReasoning Thought = new("I think.", null, "signed");

    private readonly string _tenant = Guid.NewGuid().ToString("N");
    private readonly TestFleet _fleet;
    private readonly FleetReasoning[] _nodes;

    public FleetReasoningTests(TestFleet fleet)
    {
        _fleet = fleet;
        _nodes = [.. Enumerable.Range(0, 2).Select(node => fleet.Make<FleetReasoning>(node))];
    }

    [Fact]
    public async Task KeptAtOneNode_IsFoundAtTheOther_ByItsUserOnly()
    {
        (await OpenAsync(0, "ann")).Keep("call-1", Thought);
        await _nodes[0].SendAsync();
        Assert.Equal(Thought, (await OpenAsync(1, "ann", "call-1")).Find("call-1"));
        Assert.Null((await OpenAsync(1, "bob", "call-1")).Find("call-1"));
        Assert.Null((await OpenAsync(1, "ann", "call-2")).Find("call-2"));
    }

    /// <summary>A client may send the result before the node has handed over what it keeps.</summary>
    [Fact]
    public async Task NotHandedOverYet_IsFoundWhereItWasKept()
    {
        (await OpenAsync(0, "ann")).Keep("call-1", Thought);
        Assert.Equal(Thought, (await OpenAsync(0, "ann", "call-1")).Find("call-1"));
    }

    [Fact]
    public async Task IsThereAfterAMove()
    {
        (await OpenAsync(0, "ann")).Keep("call-1", Thought);
        await _nodes[0].SendAsync();
        await _fleet.DeactivateAsync(_fleet.Grains.GetGrain<IReasoningGrain>($"{_tenant}\nann"));
        Assert.Equal(Thought, (await OpenAsync(1, "ann", "call-1")).Find("call-1"));
    }

    [Fact]
    public async Task MessageWithoutCalls_AsksNobody()
    {
        int before = _fleet.Calls.Of(nameof(IReasoningGrain));
        await OpenAsync(0, "ann");
        Assert.Equal(before, _fleet.Calls.Of(nameof(IReasoningGrain)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (FleetReasoning node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    private ValueTask<IReasoningMemory> OpenAsync(int node, string user, params string[] calls) => _nodes[node].OpenAsync(_tenant, user, () => [.. calls], Limits);
}

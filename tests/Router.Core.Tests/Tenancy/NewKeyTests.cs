using System.Text.Json;
using Router.Core.Tenancy;

namespace Router.Core.Tests.Tenancy;

public sealed class NewKeyTests
{
    [Fact]
    public void ClientKey_HasItsForm()
    {
        NewKey key = NewKey.Client();

        Assert.Matches("^sk-rtr-[A-Za-z0-9]{8}-[A-Za-z0-9]{49}$", key.Secret);
        Assert.StartsWith($"sk-rtr-{key.Id}-", key.Secret, StringComparison.Ordinal);
    }

    [Fact]
    public void AdminKey_HasItsForm()
    {
        NewKey key = NewKey.Admin();

        Assert.Matches("^sk-rtr-admin-[A-Za-z0-9]{8}-[A-Za-z0-9]{49}$", key.Secret);
        Assert.StartsWith($"sk-rtr-admin-{key.Id}-", key.Secret, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_AreNeverTheSame() => Assert.Equal(200, Enumerable.Range(0, 200).Select(_ => NewKey.Client().Secret).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void PrintedKey_ShowsItsIdOnly()
    {
        NewKey key = NewKey.Client();

        Assert.Equal(key.Id, $"{key}");
        Assert.Equal(8, key.Id.Length);
    }

    [Fact]
    public void SerializedKey_ShowsItsIdOnly() => Assert.Equal("{\"Id\":\"Ab3dE6gH\"}", JsonSerializer.Serialize(NewKey.Client("Ab3dE6gH")));

    [Fact]
    public void RandomSource_DecidesTheKey()
    {
        NewKey zeros = NewKey.Client(random: buffer => buffer.Clear());

        Assert.StartsWith($"sk-rtr-00000000-{new string('0', 43)}", zeros.Secret, StringComparison.Ordinal);
        Assert.False(KeyText.IsMistyped(zeros.Secret));
    }

    /// <summary>Bytes of 248 and more would favour the first letters.</summary>
    [Fact]
    public void BytesBeyondTheLastWholeAlphabet_AreThrownAway()
    {
        byte next = 244;
        Assert.Equal("wxyz0123", NewKey.Client(random: buffer =>
        {
            foreach (ref byte place in buffer)
            {
                place = unchecked(next++);
            }
        }).Id);
    }
}

namespace Router.Protocol.Compression;

/// <summary>One state of an FSE decoding table, with the meaning of its symbol already looked up.</summary>
/// <param name="BaseValue">The least value of the code that the symbol is, or the symbol itself where it has no such meaning.</param>
/// <param name="NextState">What the next state is, before the bits read are added.</param>
/// <param name="Bits">Bits to read for the next state.</param>
/// <param name="ExtraBits">Bits to read and add to <paramref name="BaseValue"/>.</param>
internal readonly record struct FseEntry(uint BaseValue, ushort NextState, byte Bits, byte ExtraBits);

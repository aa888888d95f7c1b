namespace Router.Core.Tenancy;

/// <summary>Fills a buffer with random bytes that nobody can guess; <see cref="System.Security.Cryptography.RandomNumberGenerator.Fill"/> outside tests.</summary>
/// <param name="buffer">What to fill.</param>
public delegate void RandomFill(Span<byte> buffer);

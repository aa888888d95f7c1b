using System.Text.Json.Serialization;

namespace Router.Core.Admission.State;

/// <summary>Everything of admission that is stored or travels between nodes.</summary>
[JsonSerializable(typeof(GateSnapshot))]
[JsonSerializable(typeof(GateKey))]
[JsonSerializable(typeof(EnterRequest))]
[JsonSerializable(typeof(EnterAnswer))]
[JsonSerializable(typeof(AttemptReport))]
[JsonSerializable(typeof(Hints.ProviderReading))]
[JsonSerializable(typeof(GateEffects))]
[JsonSerializable(typeof(GateStatus))]
public sealed partial class AdmissionJson : JsonSerializerContext;

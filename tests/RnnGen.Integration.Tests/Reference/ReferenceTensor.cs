namespace RnnGen.Integration.Tests.Reference;

/// <summary>A value a test computed, under the name the reference file gives it.</summary>
/// <param name="Name">For example <c>grad.param.weight_ih_l0</c>.</param>
/// <param name="Values">Row-major.</param>
internal sealed record ReferenceTensor(string Name, double[] Values);

using System;

namespace RnnGen;

/// <summary>
/// Declares that dropout is wanted where a model is measured: many runs with other masks each tell how certain its predictions are (Gal and
/// Ghahramani 2016).
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class MonteCarloDropoutAttribute : Attribute;

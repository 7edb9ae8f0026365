using System;

namespace RnnGen;

/// <summary>Thrown by clipping when a gradient is NaN or infinite. The gradients are left as they were.</summary>
public sealed class NonFiniteGradientException : ArithmeticException
{
    /// <summary>Reports a gradient that is not finite.</summary>
    /// <param name="parameterName">The first parameter, in declaration order, whose gradient is not finite.</param>
    public NonFiniteGradientException(string parameterName)
        : base($"The gradient of {parameterName} is NaN or infinite; nothing was clipped or applied.") => ParameterName = parameterName;

    /// <summary>The first parameter, in declaration order, whose gradient is not finite.</summary>
    public string ParameterName { get; }
}

using System;

namespace RnnGen;

/// <summary>
/// Makes another cell a part of this one, on a <c>partial</c> property of its type: <c>[SubCell] public partial Gate Forget { get; }</c>. The step
/// calls the part's step, <c>Forget.Next(x, h)</c>, and hands its states in and out itself. The part's parameters are parameters of this cell, with
/// names such as <c>Forget.W</c>; parts that shall share parameters are one property, called several times.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SubCellAttribute : Attribute;

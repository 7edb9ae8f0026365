using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace RnnGen.Runtime.Tests;

/// <summary>What makes the public API pleasant to call from F#, checked over every type a user sees.</summary>
public sealed class FSharpRulesTests
{
    private const string Keywords =
        "and assert begin constraint done downcast downto elif end exception fun function global include inherit inline let match member mod " +
        "module mutable of open or override parallel process pure rec sig tailcall then to trait type upcast use val when with yield mixin component";

    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] Types =
        [.. typeof(Tensor).Assembly.GetExportedTypes().Where(type => type.Namespace == "RnnGen" && !IsPlumbing(type))];

    public static TheoryData<string> Names => [.. Types.Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Type_follows_the_rules(string name)
    {
        Type type = typeof(Tensor).Assembly.GetType(name)!;
        List<string> findings = [];
        MethodBase[] members = [.. type.GetMethods(Own).Where(method => !IsPlumbing(method)), .. type.GetConstructors(Own).Where(item => !IsPlumbing(item))];
        foreach (MethodBase member in members)
        {
            findings.AddRange(member.GetParameters().SelectMany(parameter => Findings(parameter, members)));
            if (member is MethodInfo method && method.ReturnType.IsAssignableTo(typeof(ITuple)))
            {
                findings.Add($"{member.Name} returns a tuple");
            }
        }

        if (type is { IsValueType: true, IsEnum: false } && !type.IsDefined(typeof(IsReadOnlyAttribute), false))
        {
            findings.Add("is a struct that can change");
        }

        bool hasInstances = !type.IsEnum && !(type.IsAbstract && type.IsSealed) && !type.IsInterface
            && !type.IsAssignableTo(typeof(Attribute)) && !type.IsAssignableTo(typeof(Exception)) && !type.IsAssignableTo(typeof(Delegate));
        if (hasInstances && !type.IsAbstract && type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType is { } declaring
            && (declaring == typeof(object) || declaring == typeof(ValueType)))
        {
            findings.Add("has no ToString");
        }

        Assert.Empty(findings);
    }

    private static IEnumerable<string> Findings(ParameterInfo parameter, MethodBase[] members)
    {
        MemberInfo member = parameter.Member;
        Type type = parameter.ParameterType;
        string place = $"{member.Name}({parameter.Name})";
        if (Keywords.Split(' ').Contains(parameter.Name))
        {
            yield return $"{place}: the name is an F# keyword";
        }

        if (type.IsByRef && !parameter.IsOut)
        {
            yield return $"{place}: passed by reference";
        }

        // The indexer by a range belongs to steps, which are C#; Slice(a, start, size) says the same with ints.
        if (new[] { typeof(nint), typeof(long), typeof(Half), typeof(Index), typeof(Range) }.Contains(type) && !(type == typeof(Range) && member.Name == "get_Item"))
        {
            yield return $"{place}: {type.Name} where int belongs";
        }

        if (type == typeof(float) && !member.Name.StartsWith("set_Item", StringComparison.Ordinal) && !member.DeclaringType!.IsAssignableTo(typeof(Attribute)))
        {
            yield return $"{place}: a float where a double belongs";
        }

        if (type.IsAssignableTo(typeof(ITuple)))
        {
            yield return $"{place}: a tuple";
        }

        if (type.IsGenericType && new[] { typeof(List<>), typeof(IList<>) }.Contains(type.GetGenericTypeDefinition()))
        {
            yield return $"{place}: {type.Name} where IEnumerable or IReadOnlyList belongs";
        }

        bool isSpan = type.IsGenericType && new[] { typeof(Span<>), typeof(ReadOnlySpan<>) }.Contains(type.GetGenericTypeDefinition());
        if (isSpan && !members.Any(other => other.Name == member.Name
            && other.GetParameters().ElementAtOrDefault(parameter.Position)?.ParameterType == type.GetGenericArguments()[0].MakeArrayType()))
        {
            yield return $"{place}: a span without an array overload";
        }
    }

    private static bool IsPlumbing(MemberInfo member) => member.GetCustomAttribute<EditorBrowsableAttribute>()?.State == EditorBrowsableState.Never;
}

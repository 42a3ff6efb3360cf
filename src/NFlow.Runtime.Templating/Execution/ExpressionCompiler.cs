using System.Runtime.CompilerServices;
using NFlow.Runtime.Templating.Execution.Expressions;
using NFlow.Runtime.Templating.Execution.Functions;
using NFlow.Runtime.Templating.Parsing;
using NFlow.Runtime.Templating.Parsing.Syntax;
using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution;

/// <summary>Compiles pipelines; variables get the slots of the given scope.</summary>
internal sealed class ExpressionCompiler(VariableScope variables)
{
    public VariableScope Variables => variables;

    public PipelineExpression Compile(Pipeline pipeline) => Compile(pipeline, out _);

    public PipelineExpression Compile(Pipeline pipeline, out int[] targets)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var stages = pipeline.Commands.Select(Compile).ToArray();
        targets = [.. pipeline.Targets.Select(name => pipeline.IsAssignment ? variables.Find(name) : variables.Declare(name))];
        return new PipelineExpression(pipeline.Position, stages, targets);
    }

    /// <summary>Compiles a pipeline without the escaping function that ends it, which is left to the escapers.</summary>
    public PipelineExpression CompileForPrinting(Pipeline pipeline, out string? lastFunction)
    {
        lastFunction = (pipeline.Commands[^1].Head as FunctionOperand)?.Name;
        if (lastFunction is not ("html" or "urlquery"))
        {
            lastFunction = null;
            return Compile(pipeline);
        }

        var last = pipeline.Commands[^1];
        var stages = pipeline.Commands.SkipLast(1).Select(Compile).ToList();
        if (stages.Count == 0 || last.Arguments.Count > 0)
            stages.Add(new CallExpression(last.Position, BuiltinFunctions.Concatenate, CompileAll(last.Arguments)));
        return new PipelineExpression(pipeline.Position, [.. stages], []);
    }

    private Expression Compile(Command command)
    {
        var hasArguments = command.Arguments.Count > 0;
        return command.Head switch
        {
            FunctionOperand function => CompileCall(function, CompileAll(command.Arguments)),
            FieldOperand or ChainOperand or VariableOperand { Fields.Count: > 0 } => CompileOperand(command.Head, hasArguments),
            _ when hasArguments => new RefusedExpression(command.Position, "only functions can take arguments"),
            NilOperand => new RefusedExpression(command.Position, "nil is not a command"),
            _ => CompileOperand(command.Head, hasArguments: false),
        };
    }

    private Expression[] CompileAll(IReadOnlyList<Operand> operands) =>
        [.. operands.Select(operand => CompileOperand(operand, hasArguments: false))];

    private Expression CompileOperand(Operand operand, bool hasArguments) => operand switch
    {
        ConstantOperand constant => new ConstantExpression(operand.Position, constant.Value),
        NilOperand => new ConstantExpression(operand.Position, TemplateValue.Missing),
        DotOperand => new DotExpression(operand.Position),
        FieldOperand field => new FieldExpression(operand.Position, new DotExpression(operand.Position), [.. field.Names], hasArguments),
        VariableOperand { Fields.Count: 0 } variable => Variable(variable),
        VariableOperand variable => new FieldExpression(operand.Position, Variable(variable), [.. variable.Fields], hasArguments),
        ChainOperand chain => new FieldExpression(operand.Position, CompileOperand(chain.Target, hasArguments: false), [.. chain.Names], hasArguments),
        FunctionOperand function => CompileCall(function, []),
        PipelineOperand inner => Compile(inner.Pipeline),
        _ => throw new InvalidOperationException($"{operand.GetType().Name} is no operand."),
    };

    private VariableExpression Variable(VariableOperand variable) => new(variable.Position, variables.Find(variable.Name));

    private static Expression CompileCall(FunctionOperand function, Expression[] arguments) => function.Name switch
    {
        BuiltinFunctions.And => new LogicalExpression(function.Position, isOr: false, arguments),
        BuiltinFunctions.Or => new LogicalExpression(function.Position, isOr: true, arguments),
        _ => new CallExpression(function.Position, BuiltinFunctions.Get(function.Name), arguments),
    };
}

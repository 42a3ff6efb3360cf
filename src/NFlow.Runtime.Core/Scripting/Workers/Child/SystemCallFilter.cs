using System.Runtime.InteropServices;

namespace NFlow.Runtime.Scripting.Workers.Child;

/// <summary>Linux's seccomp: system calls that running .NET does not take and that Landlock leaves open answer "not permitted", above all sockets of any kind.</summary>
internal static class SystemCallFilter
{
    private const int SetSeccomp = 22;
    private const int FilterMode = 2;

    private const ushort Load = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfAtLeast = 0x35;
    private const ushort Return = 0x06;
    private const uint Allow = 0x7fff0000;
    private const uint NotPermitted = 0x00050001;

    private const uint OffsetOfNumber = 0;
    private const uint OffsetOfArchitecture = 4;

    /// <summary>Numbers above this are those of another way to call the kernel (x32).</summary>
    private const uint OtherNumbers = 0x40000000;

    // socket, mount, ptrace, add_key, request_key, keyctl, unshare, perf_event_open, setns, process_vm_readv, process_vm_writev, bpf, userfaultfd, io_uring_setup
    private static readonly uint[] RefusedOnX64 = [41, 165, 101, 248, 249, 250, 272, 298, 308, 310, 311, 321, 323, 425];

    private static readonly uint[] RefusedOnArm64 = [198, 40, 117, 217, 218, 219, 97, 241, 268, 270, 271, 280, 282, 425];

    /// <summary>Binds the calling thread and what it starts; needs "no new privileges" to be set.</summary>
    public static unsafe bool Enter()
    {
        var isX64 = RuntimeInformation.ProcessArchitecture == Architecture.X64;
        var refused = isX64 ? RefusedOnX64 : RefusedOnArm64;
        // Jumps count from the next instruction; the refusal is the last one.
        const int Head = 4;
        var refusal = Head + refused.Length + 1;
        Instruction[] program =
        [
            new(Load, 0, 0, OffsetOfArchitecture),
            new(JumpIfEqual, 0, (byte)(refusal - 2), isX64 ? 0xC000003E : 0xC00000B7),
            new(Load, 0, 0, OffsetOfNumber),
            new(JumpIfAtLeast, (byte)(refusal - Head), 0, OtherNumbers),
            .. refused.Select((number, index) => new Instruction(JumpIfEqual, (byte)(refusal - Head - index - 1), 0, number)),
            new(Return, 0, 0, Allow),
            new(Return, 0, 0, NotPermitted),
        ];
        fixed (Instruction* first = program)
        {
            var all = new Program((ushort)program.Length, (nint)first);
            return Control(SetSeccomp, FilterMode, (nuint)(&all), 0, 0) == 0;
        }
    }

    [DllImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int option, nuint argument, nuint second, nuint third, nuint fourth);

    private readonly record struct Instruction(ushort Code, byte WhenTrue, byte WhenFalse, uint Operand);

    private readonly record struct Program(ushort Length, nint Instructions);
}

/* bcryptprimitives.dll with the one function that Rust's standard library takes its random numbers from.
   Wine 8 does not have it; without it no program made with Rust starts there. */
#include <windows.h>

/* RtlGenRandom, under the name by which advapi32.dll exports it. */
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size)
{
    while (size > 0) {
        ULONG part = size > 0x10000000 ? 0x10000000 : (ULONG)size;
        if (!SystemFunction036(data, part))
            return FALSE;
        data += part;
        size -= part;
    }
    return TRUE;
}

// Signing in and out, one's own account, one's sign-ins (shared/api/sign-in).
import * as api from '@enlace/shared/api/sign-in';
import { changePassword, editMe, readMe } from '../../domain/sign-in/me.ts';
import { endOtherSignIns, endSignIn, listSignIns, signIn, signOut } from '../../domain/sign-in/sign-in.ts';
import { clearSignInCookie } from '../../runtime/cookie.ts';
import type { Binder } from '../endpoint.ts';
import { answerSignedIn } from '../signed-in.ts';

export function signInRoutes({ bind, bindSigned, bindOpen }: Binder): void {
  bindOpen(api.signIn, async (request) => {
    const result = await signIn(request.house, request.door, request.input);
    return answerSignedIn(request, result, ({ device }) => device);
  });
  bindSigned(api.signOut, async ({ house, caller, setCookie }) => {
    const result = await signOut(house, caller);
    if (result.ok) setCookie(clearSignInCookie(house.url));
    return result;
  });
  bindSigned(api.changePassword, async (request) => {
    const result = await changePassword(request.house, request.caller, request.input);
    return answerSignedIn(request, result, () => request.caller.device);
  });
  bind(api.readMe, readMe);
  bind(api.editMe, editMe);
  bind(api.listSignIns, listSignIns);
  bind(api.endSignIn, endSignIn);
  bind(api.endOtherSignIns, endOtherSignIns);
}
